import { expect, test } from 'vitest';
import { checkNumberText, plainNumberText } from '../../../src-shared/config/number-text.js';
import { checkNames, checkOf } from '../../../src-shared/grammar/check-digits.js';
import { prepareGrammar } from '../../../src-shared/grammar/prepare.js';
import { parseGrammar } from '../../../src-shared/grammar/read-line.js';
import { readyGrammars } from '../../../src-shared/grammar/ready.js';
import { stringAt } from '../../../src-shared/grammar/string-at.js';
import { stringRepeats } from '../../../src-shared/grammar/string-repeats.js';
import { prepared } from './prepared.js';

test.each(readyGrammars)(
  '$name ($example) writes numbers that can be drawn, none in two ways',
  ({ line }) => {
    const grammar = prepared(line);
    expect(stringRepeats(grammar)).toBe('never');
    for (let i = 0; i < 20; i++) {
      const text = stringAt(grammar, i, { seed: i });
      expect(checkNumberText(text)).toBeNull();
      expect(plainNumberText(text)).toBe(text);
    }
  },
);

test.each(readyGrammars)(
  '$example has the form of $name, and its check digit',
  ({ line, example }) => {
    const grammar = prepared(line);
    const form = (text: string) => text.replace(/\d/g, '0');
    const forms = new Set(
      Array.from({ length: 400 }, (_, i) => form(stringAt(grammar, i, { seed: 1 }))),
    );
    expect(forms).toContain(form(example));
    const name = checkNames.find((check) => line.endsWith(`{${check}}`));
    if (name === undefined) return;
    const before = example.slice(0, -checkOf(name).length).replace(/[()]/g, '\\$&');
    expect(prepared(`${before}{${name}}`).element.write(0n)).toBe(example);
  },
);

test('names are of one kind, and no other part has one of them', () => {
  const names = readyGrammars.map(({ name }) => name);
  expect(new Set(names).size).toBe(names.length);
  for (const name of names) {
    expect(name).toMatch(/^[a-z][a-z0-9-]*$/);
    expect(['amount', 'date', 'time', 'list', ...checkNames]).not.toContain(name);
    expect(prepareGrammar(parseGrammar(`{${name}}`)).count).toBeGreaterThan(0n);
  }
});
