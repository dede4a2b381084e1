import { damm, gtin, luhn, mod11_10, mod97_10, verhoeff } from 'cdigit';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { type CheckName, checkNames, checkOf } from '../../../src-shared/grammar/check-digits.js';
import { allStrings, prepared } from './prepared.js';

const compute = (name: CheckName, text: string) => checkOf(name).compute([...text].map(Number));
const digits = (length: { minLength: number; maxLength: number }) =>
  fc.array(fc.integer({ min: 0, max: 9 }), length).map((all) => all.join(''));

test.each([
  ['luhn', luhn],
  ['verhoeff', verhoeff],
  ['damm', damm],
  ['mod11-10', mod11_10],
  ['mod97-10', mod97_10],
] as const)('%s is what another program computes', (name, other) => {
  fc.assert(
    fc.property(digits({ minLength: 1, maxLength: 40 }), (text) => {
      expect(compute(name, text)).toBe(other.compute(text));
    }),
  );
});

test.each(['gtin8', 'gtin12', 'gtin13', 'gtin14'] as const)('so is %s, over its length', (name) => {
  const length = checkOf(name).over ?? 0;
  fc.assert(
    fc.property(digits({ minLength: length, maxLength: length }), (text) => {
      expect(compute(name, text)).toBe(gtin.compute(text));
    }),
  );
});

const published: readonly (readonly [CheckName, string])[] = [
  ['luhn', '79927398713'],
  ['verhoeff', '2363'],
  ['damm', '5724'],
  ['mod11-10', '07945'],
  ['mod11-10', '33392005961'],
  ['mod97-10', '79444'],
  ['gtin8', '73513537'],
  ['gtin12', '036000291452'],
  ['gtin13', '4006381333931'],
  ['gtin13', '9780306406157'],
  ['gtin14', '00012345600012'],
  ['aba', '111000025'],
  ['aba', '122105155'],
  ['cpf', '52998224725'],
  ['cpf', '11144477735'],
  ['pesel', '44051401359'],
  ['pesel', '02070803628'],
  ['bsn', '111222333'],
  ['bsn', '123456782'],
  ['swiss-qr', '210000000003139471430009017'],
];

test('published numbers have the check digits that they have', () => {
  for (const [name, number] of published) {
    const length = checkOf(name).length;
    expect({
      name,
      number: number.slice(0, -length) + compute(name, number.slice(0, -length)),
    }).toEqual({
      name,
      number,
    });
  }
  expect(new Set(published.map(([name]) => name))).toEqual(new Set(checkNames));
});

test('a check digit is over the digits of its own brackets, whatever stands between them', () => {
  expect(allStrings(prepared('7992-739-871{luhn}'))).toEqual(['7992-739-8713']);
  expect(allStrings(prepared('99 (7992739871{luhn})'))).toEqual(['99 79927398713']);
  expect(allStrings(prepared('(7992739871{luhn}){2}'))).toEqual(['7992739871379927398713']);
  expect(allStrings(prepared('(79927)398-71{luhn}'))).toEqual(['79927398-713']);
  // Of an optional digit, each length is checked by itself.
  expect(allStrings(prepared('79?{luhn}'))).toEqual([
    `7${luhn.compute('7')}`,
    `79${luhn.compute('79')}`,
  ]);
  // One over another, as ISBN-13 on a card might be.
  expect(allStrings(prepared('572{damm}{luhn}'))).toEqual([luhn.generate('5724')]);
});

test('numbers that no check digit fits are not among those of {bsn}', () => {
  const isBsn = (text: string) =>
    [...text].reduce((sum, digit, at) => sum + Number(digit) * (at === 8 ? -1 : 9 - at), 0) % 11 ===
    0;
  const found = allStrings(prepared('12-34[4-6]6.\\d{2}{bsn}'));
  const expected: string[] = [];
  for (const middle of '456') {
    for (let last = 0; last < 1_000; last++) {
      const text = `1234${middle}6${String(last).padStart(3, '0')}`;
      if (isBsn(text)) expected.push(`12-34${middle}6.${text.slice(6)}`);
    }
  }
  expect(found).toEqual(expected);
  expect(allStrings(prepared('(12){2}34[5]6{bsn}'))).toHaveLength(
    compute('bsn', '12123456') === null ? 0 : 1,
  );
});
