import { describe, expect, it } from 'vitest';
import { composingDefaults } from '../../../src-shared/config/composing.js';
import { numberFileName } from '../../../src-shared/config/number-file-name.js';
import {
  checkNumberText,
  digitsOf,
  plainNumberText,
} from '../../../src-shared/config/number-text.js';
import { composingConfigSchema } from '../../../src-shared/config/validation.js';

describe('checkNumberText', () => {
  it.each(['0', '007', '-5,25', '12/05/26 17:30', ' 1 ', '...9'])(
    'takes %j, and it is written as it is',
    (text) => {
      expect(checkNumberText(text)).toBeNull();
      expect(plainNumberText(text)).toBe(text);
    },
  );

  it.each([
    ['1\u202f234\u00a0567\u2009890', '1 234 567 890'],
    ['1\u30002\u20073\u200a4', '1 2 3 4'],
    ['\u22125\u2013\u20146\uff0d7\u20108', '-5--6-7-8'],
    ['１２．５，０／３：４', '12.5,0/3:4'],
    ['1\u20442\u22153\u22364', '1/2/3:4'],
  ])('takes what programs typeset for it: %j', (text, written) => {
    expect(checkNumberText(text)).toBeNull();
    expect(plainNumberText(text)).toBe(written);
    expect([...written]).toHaveLength([...text].length);
  });

  it.each([
    ['12x4', '"x" at place 3'],
    ['1\t2', 'U+0009 tab at place 2'],
    ['٣', '"٣" at place 1'],
    ['12🙂', '"🙂" at place 3'],
    ['1\u202e2', 'U+202E right-to-left override at place 2'],
    ['\ufeff12', 'U+FEFF byte order mark at place 1'],
    ['12\u0301', 'U+0301 combining mark at place 3'],
    ['1\ufe0f\u20e3', 'U+FE0F invisible character at place 2'],
    ['1\ud8002', 'U+D800 half of a character at place 2'],
    ['1\r\n', 'U+000D carriage return at place 2'],
    ['½', '"½" at place 1'],
    ['1²', '"²" at place 2'],
    ["1'234", '"\'" at place 2'],
    ['', 'at least one digit'],
    [' -./:,', 'at least one digit'],
    [48213, 'a text of digits'],
  ])('says what is wrong with %j', (text, problem) => {
    expect(checkNumberText(text)).toContain(problem);
  });

  it('takes 1,000 characters and not one more', () => {
    expect(checkNumberText('1'.repeat(1_000))).toBeNull();
    expect(checkNumberText('1'.repeat(1_001))).toBe(
      'must have at most 1,000 characters, not 1,001',
    );
  });

  it('its digits are in their order, leading zeros too', () => {
    expect(digitsOf('00.7-1')).toEqual([0, 0, 7, 1]);
  });
});

describe('a number to compose', () => {
  const check = (change: object) => {
    const parsed = composingConfigSchema.safeParse({ ...composingDefaults, seed: 1, ...change });
    return parsed.success ? null : parsed.error.issues.map(({ message }) => message);
  };

  it.each([{}, { number: '3.14' }, { number: null }, { legibility: null }, { legibility: 0 }])(
    'may be %j',
    (change) => expect(check(change)).toBeNull(),
  );

  it('comes out in the characters that are written', () => {
    const typeset = { ...composingDefaults, seed: 1, number: '\u22121\u202f234' };
    expect(composingConfigSchema.parse(typeset).number).toBe('-1 234');
  });

  it.each([
    [{ number: '3,1a' }, '--number can hold'],
    [{ number: undefined }, '--number must be a text of digits'],
    [{ legibility: 1.01 }, '--legibility must be a number from 0 to 1, or off, not 1.01'],
    [{ legibility: 'off' }, '--legibility must be a number from 0 to 1, or off, not "off"'],
    [{ thousandsSpacing: -1 }, '--thousands-spacing must be a whole number'],
  ])('is refused with %j in its own words', (change, problem) => {
    expect(check(change)).toEqual([expect.stringContaining(problem)]);
  });
});

it("a number's file is named after it, in letters that every file system takes", () => {
  expect(numberFileName({ number: null, digits: 7 })).toBe('generated_number_with_7_digits.png');
  expect(numberFileName({ number: '-1,234.5', digits: 7 })).toBe('generated_number_-1,234.5.png');
  expect(numberFileName({ number: '1/2 3:4', digits: 7 })).toBe('generated_number_1_2_3_4.png');
  expect(numberFileName({ number: '1'.repeat(999), digits: 7 }).length).toBeLessThan(100);
});
