import { type GreyImage, greyImage } from './grey-image.js';

/**
 * Cuts a digit to its ink: from the first to the last column that holds a pixel of at least the
 * threshold. Columns in between stay, whether they hold ink or not; so does the height.
 * @param inkThreshold 0…255; 1 is "not black".
 * @returns a copy of the kept columns, or null when no column holds ink.
 */
export function cropToInk(digit: GreyImage, inkThreshold: number): GreyImage | null {
  const { width, height, pixels } = digit;
  const columns = inkColumns(digit, inkThreshold);
  if (columns === null) return null;

  const { first, last } = columns;
  const cropped = greyImage({ width: last - first + 1, height });
  for (let row = 0; row < height; row++) {
    const line = pixels.subarray(row * width + first, row * width + last + 1);
    cropped.pixels.set(line, row * cropped.width);
  }
  return cropped;
}

/** The first and the last column that hold a pixel of at least the threshold, or null. */
export function inkColumns(
  { width, pixels }: GreyImage,
  inkThreshold: number,
): { first: number; last: number } | null {
  let first = width;
  let last = -1;
  pixels.forEach((value, index) => {
    if (value < inkThreshold) return;
    const column = index % width;
    if (column < first) first = column;
    if (column > last) last = column;
  });
  return last < first ? null : { first, last };
}
