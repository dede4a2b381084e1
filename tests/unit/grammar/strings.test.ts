import fc from 'fast-check';
import { expect, test } from 'vitest';
import { stringAt, unrank } from '../../../src-shared/grammar/string-at.js';
import { stringRepeats } from '../../../src-shared/grammar/string-repeats.js';
import { allStrings, prepared } from './prepared.js';

/** A line, and a regular expression of the same strings. */
interface Both {
  readonly line: string;
  readonly pattern: string;
}

const escaped = (text: string) => text.replace(/[$()*+.?[\]{}|\\^/-]/g, '\\$&');
const literal = fc
  .constantFrom(...'0123456789', ...".,-/:'+×=%#$€£¥ ")
  .map((character) => ({ line: character, pattern: escaped(character) }));
const bracket = fc
  .constantFrom('(', ')')
  .map((mark) => ({ line: `\\${mark}`, pattern: `\\${mark}` }));
const digit = fc.constant({ line: '\\d', pattern: '[0-9]' });
const oneOf = fc
  .uniqueArray(fc.constantFrom(...'0123456789.,'), { minLength: 1, maxLength: 4 })
  .map((all) => ({ line: `[${all.join('')}]`, pattern: `[${all.join('')}]` }));

/** Rows of alternatives, with brackets so many deep. */
function lines(depth: number): fc.Arbitrary<Both> {
  const leaves = [digit, literal, oneOf, bracket];
  const group = (inner: Both) => ({ line: `(${inner.line})`, pattern: `(?:${inner.pattern})` });
  const atom = fc.oneof(...leaves, ...(depth > 0 ? [lines(depth - 1).map(group)] : []));
  const optional = atom.map(({ line, pattern }) => ({ line: `${line}?`, pattern: `${pattern}?` }));
  const repeated = fc
    .record({ atom, min: fc.nat(1), max: fc.integer({ min: 1, max: 2 }) })
    .map(({ atom: { line, pattern }, min, max }) => ({
      line: `${line}{${min},${max}}`,
      pattern: `${pattern}{${min},${max}}`,
    }));
  const joined = (all: Both[], by: string) => ({
    line: all.map(({ line }) => line).join(by),
    pattern: all.map(({ pattern }) => pattern).join(by),
  });
  const row = fc
    .array(fc.oneof(atom, optional, repeated), { minLength: 1, maxLength: 3 })
    .map((all) => joined(all, ''));
  return fc.array(row, { minLength: 1, maxLength: 2 }).map((all) => joined(all, '|'));
}

/** What it describes has a digit. */
const grammars = lines(2).map(({ line, pattern }) => ({
  line: `7(${line})`,
  pattern: `^7(?:${pattern})$`,
}));

test('every string of a grammar is one by a regular expression of the same form', () => {
  fc.assert(
    fc.property(grammars, fc.nat(), ({ line, pattern }, seed) => {
      const grammar = prepared(line);
      const { min, max } = grammar.element.length;
      for (let i = 0; i < 8; i++) {
        const text = stringAt(grammar, i, { seed });
        expect(text).toMatch(new RegExp(pattern));
        expect(text.length).toBeGreaterThanOrEqual(min);
        expect(text.length).toBeLessThanOrEqual(max);
      }
    }),
    { numRuns: 150, endOnFailure: true },
  );
});

test('what is said never to repeat does not, and the counts are of different strings', () => {
  const seen = { never: 0, some: 0, unknown: 0 };
  fc.assert(
    fc.property(grammars, ({ line }) => {
      const grammar = prepared(line);
      if (grammar.count > 2_000n) return;
      const isDifferent = new Set(allStrings(grammar)).size === Number(grammar.count);
      if (grammar.element.unique) expect(isDifferent).toBe(true);
      const repeats = stringRepeats(grammar);
      expect(repeats).toBe(isDifferent ? 'never' : 'some');
      seen[repeats]++;
    }),
    { numRuns: 300, endOnFailure: true },
  );
  expect(seen.never).toBeGreaterThan(10);
  expect(seen.some).toBeGreaterThan(10);
});

test.each([
  ['\\d{1,3}(,\\d{3}){0,2}', 'never'],
  ['\\d{1,3}[.,]\\d{2}', 'never'],
  ['\\d{1,9}-\\d{1,9}', 'never'],
  ['{1..99999}/{1..99999}', 'never'],
  ['\\d{6}|\\d{7}|\\d{3}-\\d{3}', 'never'],
  ['1\\d{7}|2\\d{7}', 'never'],
  ['\\d?\\d?', 'some'],
  ['[12]{1,2}[12]?,\\d', 'some'],
  ['17|18|17', 'some'],
  ['0?\\d', 'never'],
  ['\\d{1,6}\\d{1,6}', 'unknown'],
])('%s writes a string in two ways: %s', (line, repeats) => {
  expect(stringRepeats(prepared(`7${line}`.replace(/^7(.*\|.*)$/, '7($1)')))).toBe(repeats);
});

test('numbers in their order', () => {
  expect(allStrings(prepared('{8..11}'))).toEqual(['8', '9', '10', '11']);
  expect(allStrings(prepared('{08..11}'))).toEqual(['08', '09', '10', '11']);
  expect(allStrings(prepared('{-1.5..-1.3}'))).toEqual(['-1.5', '-1.4', '-1.3']);
  expect(allStrings(prepared('{-0.1..0.1:comma}'))).toEqual(['-0,1', '0,0', '0,1']);
  expect(allStrings(prepared('{999..1001:us}'))).toEqual(['999', '1,000', '1,001']);
  expect(allStrings(prepared('{amount:eu:1234.5..1234.52}'))).toEqual([
    '1.234,50',
    '1.234,51',
    '1.234,52',
  ]);
  expect(allStrings(prepared('{1234567.8..1234567.8:swiss}'))).toEqual(["1'234'567.8"]);
  expect(allStrings(prepared('{1234567..1234567:space}'))).toEqual(['1 234 567']);
  expect(allStrings(prepared('[1-2][3-4]|5'))).toEqual(['13', '14', '23', '24', '5']);
  expect(allStrings(prepared('1{1,3}2?'))).toEqual(['1', '12', '11', '112', '111', '1112']);
});

test('lists hold numbers as they are written, each once', () => {
  const lists = { prices: ['1–2', ' 7 €', '1-2', '٣'] };
  expect(allStrings(prepared('{list:prices}', lists))).toEqual(['1-2', ' 7 €', '3']);
});

test('the form of what is longest and shortest is kept by ranges, dates, lists', () => {
  const lists = { l: ['1', '22,5', '333'] };
  for (const line of [
    '{-120..7}',
    '{98..1002:us}',
    '{9.5..10.5:eu}',
    '{date:d/m/yy:1999..2001}',
    '{time:h:mm}',
    '{list:l}',
    '{007..1200}',
  ]) {
    const grammar = prepared(line, lists);
    const strings = allStrings(grammar);
    const lengths = strings.map(({ length }) => length);
    const digits = strings.map((text) => text.replace(/\D/g, '').length);
    expect({ line, length: grammar.element.length, digits: grammar.element.digits }).toEqual({
      line,
      length: { min: Math.min(...lengths), max: Math.max(...lengths) },
      digits: { min: Math.min(...digits), max: Math.max(...digits) },
    });
    expect(new Set(strings).size).toBe(strings.length);
  }
});

test('an index outside of the count is refused', () => {
  const grammar = prepared('\\d');
  expect(() => unrank(grammar, 10n)).toThrow(RangeError);
  expect(() => unrank(grammar, -1n)).toThrow(RangeError);
});
