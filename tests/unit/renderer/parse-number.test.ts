import { describe, expect, it } from 'vitest';
import { parseNumber, parseWhole, readTyped } from '../../../src-renderer/parse-number.js';
import { lookFields } from '../../../src-shared/config/look.js';

describe('parseNumber', () => {
  it.each([
    ['en', '1,024', 1024],
    ['en', '1,234,567.5', 1_234_567.5],
    ['en', '0,5', 0.5],
    ['en', '1e-4', 1e-4],
    ['en', ' .5 ', 0.5],
    ['de', '1.024', 1024],
    ['de', '1.024,5', 1024.5],
    ['de', '0,0002', 0.0002],
    ['de', '0.001', 0.001],
    ['de', '0.0002', 0.0002],
    ['fr', '10\u202f000', 10_000],
    ['de-CH', '4’294’967’295', 4_294_967_295],
    ['en', '−3', -3],
    ['ar-EG', '٠٫٠٠٠٥', 0.0005],
    ['ar-EG', '١٬٠٢٤', 1024],
    ['mr', '१२.५', 12.5],
  ])('reads what is typed in %s: %s', (locale, text, value) => {
    expect(parseNumber(text, locale)).toBe(value);
  });

  it.each(['', ' ', 'twelve', '1,2,3', '1.2.3', '0x10', '1e', '--1', 'Infinity', '5 px'])(
    'takes %j for no number',
    (text) => {
      expect(parseNumber(text, 'en')).toBeNull();
    },
  );

  it('takes no thousand for a one where whole numbers are meant', () => {
    for (const locale of ['en', 'de']) {
      expect(parseWhole('1,000', locale)).toBe(1000);
      expect(parseWhole('1.000.000', locale)).toBe(1_000_000);
      expect(parseWhole('12', locale)).toBe(12);
      expect(parseWhole('1,5', locale)).toBe(1.5);
    }
  });
});

describe('readTyped', () => {
  const { dpi } = lookFields;

  it('says what is typed, or what is wrong with it', () => {
    expect(readTyped(dpi, '1,200')).toEqual({ value: 1200 });
    const problem = 'Resolution must be a whole number from 1 to 4,800, or empty.';
    expect(readTyped(dpi, 'off', ', or empty')).toEqual({ problem });
    expect(readTyped(dpi, '72.5', ', or empty')).toEqual({ problem });
  });
});
