import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { checkNames } from '../../../src-shared/grammar/check-digits.js';
import { readGrammar } from '../../../src-shared/grammar/grammar-json.js';
import { prepareGrammar } from '../../../src-shared/grammar/prepare.js';
import { stringAt } from '../../../src-shared/grammar/string-at.js';
import { prepared } from './prepared.js';

const page = readFileSync(new URL('../../../docs/grammar.md', import.meta.url), 'utf8');

/** The last two columns of the tables that have examples: a line, and one of its numbers. */
const rows = page.split('\n').flatMap((line) => {
  const cells = line.split(/(?<!\\)\|/).map((cell) => cell.trim().replaceAll('\\|', '|'));
  const [grammar = '', number = ''] = cells.slice(-3, -1);
  const isExample = cells.length >= 6 && /^`.+`$/.test(grammar);
  return isExample ? [{ grammar: grammar.slice(1, -1), number }] : [];
});
const lists = { prices: ['19.99', '4.50', '7.25'] };
const form = (text: string) => text.replace(/\d/g, '0');

test.each(rows)('$grammar writes $number, as the page says', ({ grammar, number }) => {
  const ready = prepared(grammar, lists);
  const texts = Array.from({ length: 300 }, (_, i) => stringAt(ready, i, { seed: 1 }));
  expect(texts.map(form)).toContain(form(number));
  if (ready.count < 300n) expect(texts).toContain(number);
  if (grammar.endsWith('{luhn}'))
    expect(prepared(`${number.slice(0, -1)}{luhn}`).element.write(0n)).toBe(number);
});

test('the page has an example of everything in braces', () => {
  expect(rows.length).toBeGreaterThan(35);
  const all = rows.map(({ grammar }) => grammar).join(' ');
  for (const name of checkNames) expect(all).toContain(`{${name}}`);
});

test('the JSON of the page is a grammar', () => {
  const [, json = ''] = /```json\n(.*?)```/s.exec(page) ?? [];
  const grammar = prepareGrammar(readGrammar(JSON.parse(json)));
  expect(stringAt(grammar, 0, { seed: 0 })).toMatch(/^\d\d-\d{8} [\d,]+\.\d\d$/);
});

test('what the page says of weights and of two ways holds', () => {
  const { element } = prepared('\\d{1,4}');
  expect(element.count).toBe(11_110n);
  expect(prepared('\\d@1|\\d{2}@1|\\d{3}@1|\\d{4}@1').weighted).toBe(true);
});
