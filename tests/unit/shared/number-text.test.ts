import { describe, expect, it } from 'vitest';
import { composingDefaults } from '../../../src-shared/config/composing.js';
import { numberFileName } from '../../../src-shared/config/number-file-name.js';
import {
  checkNumberText,
  digitsOf,
  marks,
  plainNumberText,
} from '../../../src-shared/config/number-text.js';
import { composingConfigSchema } from '../../../src-shared/config/validation.js';

describe('checkNumberText', () => {
  it.each([
    ...['0', '007', '-5,25', '12/05/26 17:30', ' 1 ', '...9', '(030) 12 - 34', '3 + 4 = 7', '50 %'],
    ...["1'234.50", '$19.99', '19,99 €', '£5', '¥300', '#1', '3 × 4'],
  ])('takes %j, and it is written as it is', (text) => {
    expect(checkNumberText(text)).toBeNull();
    expect(plainNumberText(text)).toBe(text);
  });

  it.each([
    ['1\u202f234\u00a0567\u2009890', '1 234 567 890'],
    ['1\u30002\u20073\u200a4', '1 2 3 4'],
    ['\u22125\u2013\u20146\uff0d7\u20108\ufe639', '-5--6-7-8-9'],
    ['１２．５，０／３：４', '12.5,0/3:4'],
    ['1\u20442\u22153\u22364', '1/2/3:4'],
    ['1’234‘567ʼ890′1＇2', "1'234'567'890'1'2"],
    ['（＋３）＝﹙﹢4﹚﹦％﹪٪＃﹟', '(+3)=(+4)=%%%##'],
    ['＄1﹩2￡3￥4', '$1$2£3¥4'],
    ['2✕3⨯4', '2×3×4'],
    ['١٢٬٣٤٥٫٦٠', '12,345.60'],
    ['۱۲،۳', '12,3'],
    ['१२ ৩৪ ๕๖ 𝟗𝟢', '12 34 56 90'],
  ])('takes what is typeset or typed elsewhere for it: %j', (text, written) => {
    expect(checkNumberText(text)).toBeNull();
    expect(plainNumberText(text)).toBe(written);
  });

  it.each([
    ['\ufeff12', '12'],
    ['\u202d+49\u200f 30\u202c', '+49 30'],
    ['1\u200b2\u00ad3\u2060', '123'],
    ['1\ufe0f2', '12'],
    ['12\r\n', '12'],
    ['\t12\t\n', '12'],
    [' \n12 \u2028 ', ' 12  '],
    ['\n\ufeff\n12\u0085', '12'],
  ])('leaves out what can not be seen, and line ends around the text: %j', (text, written) => {
    expect(checkNumberText(text)).toBeNull();
    expect(plainNumberText(text)).toBe(written);
  });

  it.each([
    ['12x4', '"x" (U+0078) at place 3'],
    ['1\t2', 'U+0009 tab at place 2'],
    ['1\n2\n', 'U+000A line break at place 2'],
    ['12🙂', '"🙂" (U+1F642) at place 3'],
    ['1\u202e2', 'U+202E right-to-left override at place 2'],
    ['\ufeff\u200b1x', '"x" (U+0078) at place 4'],
    ['12\u0301', 'U+0301 combining mark at place 3'],
    ['1\ufe0f\u20e3', 'U+20E3 combining mark at place 3'],
    ['1\ud8002', 'U+D800 half of a character at place 2'],
    ['½', '"½" (U+00BD) at place 1'],
    ['1²', '"²" (U+00B2) at place 2'],
    ['1·5', '"·" (U+00B7) at place 2'],
    ['1ａ', '"ａ" (U+FF41) at place 2'],
    ['\u06001', 'U+0600 invisible character at place 1'],
    ['', 'at least one digit'],
    ['\n\ufeff', 'at least one digit'],
    [' -./:,€', 'at least one digit'],
    [48213, 'a text of digits'],
  ])('says what is wrong with %j', (text, problem) => {
    expect(checkNumberText(text)).toContain(problem);
  });

  it('says what can be written, in one sentence', () => {
    expect(checkNumberText('4х')).toBe(
      'can hold the digits 0 to 9, blanks and . , - / : \' + × = % # ( ) $ € £ ¥ and nothing else: "х" (U+0445) at place 2 can\'t be written',
    );
  });

  it('takes 1,000 characters that are written and not one more', () => {
    expect(checkNumberText(`\ufeff${'1'.repeat(1_000)}\n`)).toBeNull();
    expect(checkNumberText('1'.repeat(1_001))).toBe(
      'must have at most 1,000 characters, not 1,001',
    );
  });

  it('its digits are in their order, leading zeros too', () => {
    expect(digitsOf('$00.7-1%')).toEqual([0, 0, 7, 1]);
  });
});

describe('decimal digits of every script', () => {
  const codes = Array.from({ length: 0x110000 }, (_, code) => code);
  const decimals = codes.filter((code) => /\p{Nd}/u.test(String.fromCodePoint(code)));

  it('follow one another in whole tens, which is what their values are read from', () => {
    const isDecimal = new Set(decimals);
    const starts = decimals.filter((code) => !isDecimal.has(code - 1));
    const lengths = starts.map((start) => {
      let length = 0;
      while (isDecimal.has(start + length)) length++;
      return length;
    });
    expect(decimals.length).toBeGreaterThan(600);
    expect(lengths.filter((length) => length % 10 !== 0)).toEqual([]);
  });

  it('have the values that Unicode gives those of other widths and styles', () => {
    const styled = decimals
      .map((code) => String.fromCodePoint(code))
      .filter((digit) => /^[0-9]$/.test(digit.normalize('NFKC')));
    expect(styled.length).toBeGreaterThanOrEqual(70);
    expect(plainNumberText(styled.join(''))).toBe(styled.join('').normalize('NFKC'));
  });

  it.each(Intl.supportedValuesOf('numberingSystem'))('are read as %s counts', (numberingSystem) => {
    const { format } = new Intl.NumberFormat('en', { numberingSystem, useGrouping: false });
    const all = Array.from({ length: 10 }, (_, value) => format(value));
    const decimal = all.every((digit) => /^\p{Nd}$/u.test(digit));
    if (decimal) expect(plainNumberText(all.join(''))).toBe('0123456789');
    // Chinese decimal digits are letters to Unicode: they are refused, not misread.
    else expect(checkNumberText(all.join(''))).toContain("can't be written");
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

it("a number's file is named after it, in letters that file systems, shells and addresses take", () => {
  expect(numberFileName({ number: null, digits: 7 })).toBe('generated_number_with_7_digits.png');
  expect(numberFileName({ number: '-1,234.5', digits: 7 })).toBe('generated_number_-1,234.5.png');
  expect(numberFileName({ number: '1/2 3:4', digits: 7 })).toBe('generated_number_1_2_3_4.png');
  const signs = numberFileName({ number: "$1'0 (2%)", digits: 7 });
  expect(signs).toBe('generated_number__1_0__2__.png');
  expect(numberFileName({ number: '1'.repeat(999), digits: 7 }).length).toBeLessThan(100);
});

it.each(marks)('takes a text with %s as it is', (mark) => {
  const text = `${mark}1${mark}${mark}2${mark}`;
  expect([plainNumberText(text), checkNumberText(text)]).toEqual([text, null]);
});
