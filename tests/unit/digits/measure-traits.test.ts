import { describe, expect, it } from 'vitest';
import { digitSize } from '../../../src-shared/digits/grey-image.js';
import { measureTraits } from '../../../src-shared/digits/measure-traits.js';

/** An image of ink where `isInk` says so. */
const drawn = (isInk: (row: number, column: number) => boolean, level = 255): Uint8Array =>
  Uint8Array.from({ length: digitSize ** 2 }, (_, place) =>
    isInk(Math.floor(place / digitSize), place % digitSize) ? level : 0,
  );

/** An upright bar, so many pixels wide and high, from column 10 and row 4. */
const bar = (width: number, height: number) =>
  drawn((row, column) => row >= 4 && row < 4 + height && column >= 10 && column < 10 + width);

/** A bar of 5 by 20 pixels whose rows stand `shear` further right for each row up. */
const leaning = (shear: number) =>
  drawn((row, column) => {
    const left = 12 + Math.round(shear * (14 - row));
    return row >= 4 && row < 24 && column >= left && column < left + 5;
  });

describe('the slant', () => {
  it('of an upright bar is 0, of a level one and of a dot too', () => {
    // Not to the last digit: a thousandth of a pixel of ink keeps blank images finite.
    for (const image of [bar(3, 20), bar(15, 3), bar(3, 3)]) {
      expect(Math.abs(measureTraits(image).slant)).toBeLessThan(5e-3);
    }
  });

  it('of a bar that leans is the tangent of its lean, positive to the right', () => {
    expect(measureTraits(leaning(1)).slant).toBeCloseTo(1, 2);
    expect(measureTraits(leaning(-1)).slant).toBeCloseTo(-1, 2);
    // Rows are moved by whole pixels.
    expect(measureTraits(leaning(0.5)).slant).toBeCloseTo(0.5, 1);
  });

  it('does not care where a digit stands', () => {
    const moved = (by: number) =>
      drawn(
        (row, column) => row >= 4 && row < 20 && column >= 20 + by - row && column < 23 + by - row,
      );
    expect(measureTraits(moved(2)).slant).toBeCloseTo(measureTraits(moved(0)).slant, 4);
  });
});

describe('the stroke width', () => {
  it('is twice the ink by the outline: of a long bar nearly its width', () => {
    // 60 pixels of ink, 46 sides; the little that keeps blank images finite is in both.
    expect(measureTraits(bar(3, 20)).strokeWidth).toBeCloseTo((2 * 60.001) / 47, 12);
    expect(measureTraits(bar(1, 20)).strokeWidth).toBeCloseTo((2 * 20.001) / 43, 12);
    expect(measureTraits(bar(2, 20)).strokeWidth).toBeLessThan(
      measureTraits(bar(3, 20)).strokeWidth,
    );
  });

  it('counts the sides at the rim of the image', () => {
    expect(measureTraits(drawn(() => true)).strokeWidth).toBeCloseTo((2 * 784.001) / 113, 12);
    for (const corner of [0, 27, 27 * 28, 783]) {
      const dot = drawn((row, column) => row * 28 + column === corner);
      expect(measureTraits(dot).strokeWidth).toBeCloseTo(2.002 / 5, 12);
    }
  });

  it('is that of the ink, not of its darkness', () => {
    const half = drawn((row, column) => row >= 4 && row < 24 && column >= 10 && column < 13, 102);
    expect(measureTraits(half).strokeWidth).toBeCloseTo(
      (2 * (0.4 * 60 + 1e-3)) / (0.4 * 46 + 1),
      12,
    );
  });
});

it('is finite for a blank image', () => {
  expect(measureTraits(new Uint8Array(784))).toEqual({ slant: -0, strokeWidth: 2e-3 });
});
