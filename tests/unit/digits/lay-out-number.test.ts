import { describe, expect, test } from 'vitest';
import { greyImage } from '../../../src-shared/digits/grey-image.js';
import { drawGaps, layOutNumber, orderlyGaps } from '../../../src-shared/digits/lay-out-number.js';
import { pixelAt } from './sample-digit.js';

const thousands = {
  ...{ minSpacing: 1, maxSpacing: 1, thousandsSpacing: 10 },
  ...{ grouping: 'thousands' as const, random: () => 0 },
};

describe('drawGaps', () => {
  test.each([
    { text: '1', gaps: [] },
    { text: '123', gaps: [1, 1] },
    { text: '1234', gaps: [11, 1, 1] },
    { text: '123456', gaps: [1, 1, 11, 1, 1] },
    { text: '1234567', gaps: [11, 1, 1, 11, 1, 1] },
    { text: '12345678', gaps: [1, 11, 1, 1, 11, 1, 1] },
    { text: '-1234.50', gaps: [1, 11, 1, 1, 1, 1, 1] },
  ])('parts the thousands of $text from the right', ({ text, gaps }) => {
    expect(drawGaps({ ...thousands, text })).toEqual(gaps);
  });

  test('parts Indian groups too, and adds to negative gaps', () => {
    const indian = { ...thousands, grouping: 'indian' as const, minSpacing: -4 };
    expect(drawGaps({ ...indian, text: '1234567' })).toEqual([-4, 6, -4, 6, -4, -4]);
  });

  test('negative gaps do not narrow a blank', () => {
    const touching = { ...thousands, minSpacing: -4, maxSpacing: -4 };
    expect(drawGaps({ ...touching, text: '12 34' })).toEqual([-4, 0, 0, -4]);
  });

  test('no thousands spacing leaves the plain gaps', () => {
    expect(drawGaps({ ...thousands, text: '12345', thousandsSpacing: null })).toEqual([1, 1, 1, 1]);
  });

  test('the draw is uniform with both ends, one draw a gap from the left', () => {
    const draws = [0, 0.199, 0.2, 0.5, 0.8, 0.999_999];
    const gaps = drawGaps({
      ...thousands,
      text: '1234567',
      maxSpacing: 5,
      thousandsSpacing: null,
      random: () => draws.shift() ?? Number.NaN,
    });
    expect(gaps).toEqual([1, 1, 2, 3, 5, 5]);
    expect(draws).toEqual([]);
  });

  test.each([
    { minSpacing: -1.5 },
    { minSpacing: 6 },
    { maxSpacing: 4.5 },
    { thousandsSpacing: -1 },
  ])('refuses %o', (wrong) => {
    const options = { ...thousands, text: '1234', maxSpacing: 5, ...wrong };
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

  test('the brighter counts where two overlap', () => {
    const number = layOutNumber([bar(3, 10), bar(3, 20), bar(3, 15)], [-2, -1]);
    const line = Array.from({ length: number.width }, (_, column) => pixelAt(number, 9, column));
    expect(line).toEqual([10, 20, 20, 20, 15, 15]);
  });

  test('gaps are kept from laying one digit within another', () => {
    const widths = [2, 9, 1, 5, 5].map((width) => ({ width }));
    const gaps = orderlyGaps(widths, [-20, -20, -20, -20]);
    let right = 0;
    const places = widths.map(({ width }, index) => {
      const left = right + (gaps[index - 1] ?? 0);
      right = left + width;
      return { left, right };
    });
    for (const [index, { left, right }] of places.entries()) {
      const before = places[index - 1];
      if (before === undefined) continue;
      expect(left).toBeGreaterThan(before.left);
      expect(right).toBeGreaterThan(before.right);
    }
    expect(gaps).toEqual([-1, 0, 0, -4]);
    expect(orderlyGaps(widths, [3, 0, 0, -2])).toEqual([3, 0, 0, -2]);
    const images = widths.map(({ width }) => bar(width, 1));
    expect(layOutNumber(images, gaps).width).toBe(places.at(-1)?.right);
    expect(() => layOutNumber(images, [-2, 0, 0, -4])).toThrow(/from -1/);
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
