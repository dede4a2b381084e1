import { describe, expect, test } from 'vitest';
import { greyImage } from '../../../src-shared/digits/grey-image.js';
import { drawGaps, layOutNumber } from '../../../src-shared/digits/lay-out-number.js';
import { pixelAt } from './sample-digit.js';

const thousands = { minSpacing: 1, maxSpacing: 1, thousandsSpacing: 10, random: () => 0 };

describe('drawGaps', () => {
  test.each([
    { digits: 1, gaps: [] },
    { digits: 3, gaps: [1, 1] },
    { digits: 4, gaps: [11, 1, 1] },
    { digits: 6, gaps: [1, 1, 11, 1, 1] },
    { digits: 7, gaps: [11, 1, 1, 11, 1, 1] },
    { digits: 8, gaps: [1, 11, 1, 1, 11, 1, 1] },
  ])('parts the thousands of $digits digits from the right', ({ digits, gaps }) => {
    expect(drawGaps({ ...thousands, digits })).toEqual(gaps);
  });

  test('no thousands spacing leaves the plain gaps', () => {
    expect(drawGaps({ ...thousands, digits: 5, thousandsSpacing: null })).toEqual([1, 1, 1, 1]);
  });

  test('the draw is uniform with both ends, one draw a gap from the left', () => {
    const draws = [0, 0.199, 0.2, 0.5, 0.8, 0.999_999];
    const gaps = drawGaps({
      digits: 7,
      minSpacing: 1,
      maxSpacing: 5,
      thousandsSpacing: null,
      random: () => draws.shift() ?? Number.NaN,
    });
    expect(gaps).toEqual([1, 1, 2, 3, 5, 5]);
    expect(draws).toEqual([]);
  });

  test.each([
    { digits: 0 },
    { digits: 2.5 },
    { minSpacing: -1 },
    { minSpacing: 6 },
    { maxSpacing: 4.5 },
    { thousandsSpacing: -1 },
  ])('refuses %o', (wrong) => {
    const options = { ...thousands, digits: 4, maxSpacing: 5, ...wrong };
    expect(() => drawGaps(options)).toThrow(RangeError);
  });
});

describe('layOutNumber', () => {
  const bar = (width: number, value: number) =>
    greyImage({ width, height: 28, pixels: new Uint8Array(width * 28).fill(value) });

  test('digits and gaps stand side by side on black in every row', () => {
    const number = layOutNumber([bar(2, 10), bar(1, 20), bar(3, 30)], [2, 0]);
    expect([number.width, number.height]).toEqual([8, 28]);
    for (let row = 0; row < 28; row++) {
      const line = Array.from({ length: 8 }, (_, column) => pixelAt(number, row, column));
      expect(line).toEqual([10, 10, 0, 0, 20, 30, 30, 30]);
    }
  });

  test('a single digit is itself', () => {
    expect(layOutNumber([bar(5, 9)], [])).toEqual(bar(5, 9));
  });

  test('refuses no digits, gaps that do not fit, and another height', () => {
    expect(() => layOutNumber([], [])).toThrow(RangeError);
    expect(() => layOutNumber([bar(1, 1), bar(1, 1)], [])).toThrow(/1 gaps/);
    expect(() => layOutNumber([bar(1, 1), bar(1, 1)], [-1])).toThrow(RangeError);
    expect(() => layOutNumber([greyImage({ width: 4, height: 27 })], [])).toThrow(/27 pixels high/);
  });
});
