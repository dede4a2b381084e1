import { digitSize, type GreyImage, greyImage, requireDigit } from './grey-image.js';
import { paste } from './paste.js';

/**
 * Digits side by side, row by row from the top left, without gaps.
 * @param digits rows · columns images of 28×28.
 * @returns an image of columns · 28 by rows · 28 pixels.
 * @throws RangeError when rows or columns are not whole numbers from 1, when there are fewer or
 *   more digits than tiles, or when an image is not 28×28.
 */
export function tileGrid(
  digits: readonly GreyImage[],
  { rows, columns }: { rows: number; columns: number },
): GreyImage {
  const grid = greyImage({ width: columns * digitSize, height: rows * digitSize });
  if (digits.length !== rows * columns) {
    throw new RangeError(
      `A grid of ${rows}×${columns} takes ${rows * columns} digits, not ${digits.length}.`,
    );
  }
  digits.forEach((digit, index) => {
    requireDigit(digit, index);
    const left = (index % columns) * digitSize;
    const top = Math.floor(index / columns) * digitSize;
    paste({ source: digit, target: grid, left, top });
  });
  return grid;
}
