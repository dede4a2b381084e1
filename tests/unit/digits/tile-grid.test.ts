import { describe, expect, test } from 'vitest';
import { greyImage } from '../../../src-shared/digits/grey-image.js';
import { tileGrid } from '../../../src-shared/digits/tile-grid.js';
import { noisyDigits, pixelAt } from './sample-digit.js';

describe('tileGrid', () => {
  test('every pixel comes from its digit, row by row', () => {
    const digits = noisyDigits(6);
    const grid = tileGrid(digits, { rows: 2, columns: 3 });
    expect([grid.width, grid.height]).toEqual([84, 56]);
    for (let row = 0; row < 56; row++) {
      for (let column = 0; column < 84; column++) {
        const digit = digits[Math.floor(row / 28) * 3 + Math.floor(column / 28)];
        expect(pixelAt(grid, row, column)).toBe(digit && pixelAt(digit, row % 28, column % 28));
      }
    }
  });

  test('refuses too few or too many digits, other sizes and empty grids', () => {
    const grid = { rows: 2, columns: 2 };
    expect(() => tileGrid(noisyDigits(3), grid)).toThrow(/takes 4 digits, not 3/);
    expect(() => tileGrid(noisyDigits(5), grid)).toThrow(RangeError);
    const small = greyImage({ width: 14, height: 14 });
    expect(() => tileGrid([...noisyDigits(3), small], grid)).toThrow(/Image 3 is 14×14/);
    expect(() => tileGrid([], { rows: 0, columns: 4 })).toThrow(RangeError);
  });
});
