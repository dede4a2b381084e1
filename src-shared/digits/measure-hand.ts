import { digitSize, type GreyImage } from './grey-image.js';

/** How a number's digits are written: what strokes beside them have to match. Pixels. */
export interface Hand {
  /** Of a typical stroke, across. */
  readonly strokeWidth: number;
  /** Grey level of a stroke's ink, 1 to 255. */
  readonly level: number;
  /** From the picture's upper edge to where a typical digit begins. */
  readonly top: number;
  /** From the picture's upper edge to where a typical digit ends: the line it stands on. */
  readonly foot: number;
}

/** What MNIST's digits have, for digits without ink. */
const usualHand: Hand = { strokeWidth: 2.5, level: 253, top: 4, foot: 24 };

/** Both directions of a run through a pixel, and pixels' distance along it. */
const directions = [
  { row: 0, column: 1, step: 1 },
  { row: 1, column: 0, step: 1 },
  { row: 1, column: 1, step: Math.SQRT2 },
  { row: 1, column: -1, step: Math.SQRT2 },
] as const;

/**
 * Measures digits as they are, 28 pixels high and of any width. The ink of a digit is what is at least
 * half as bright as its brightest pixel; of several digits, the medians count.
 *
 * A stroke's width is its area (in full ink) by its length. The length is the sum over the ink's
 * pixels of 1 / the shortest run of ink through the pixel: a stroke w pixels wide has w pixels in each
 * cross-section, which add up to 1.
 */
export function measureHand(digits: readonly GreyImage[]): Hand {
  const measured = digits.flatMap((digit) => measureDigit(digit) ?? []);
  if (measured.length === 0) return usualHand;
  const middle = (of: keyof Hand) => median(measured.map((hand) => hand[of]));
  return {
    strokeWidth: middle('strokeWidth'),
    level: Math.round(middle('level')),
    top: middle('top'),
    foot: middle('foot'),
  };
}

function measureDigit({ width, height, pixels }: GreyImage): Hand | null {
  const brightest = pixels.reduce((most, level) => Math.max(most, level), 0);
  if (brightest === 0) return null;
  const isInk = (row: number, column: number) =>
    row >= 0 &&
    row < height &&
    column >= 0 &&
    column < width &&
    (pixels[row * width + column] ?? 0) * 2 >= brightest;
  const run = (row: number, column: number, along: (typeof directions)[number]) => {
    let length = 1;
    for (const way of [1, -1]) {
      const next = { row: row + way * along.row, column: column + way * along.column };
      while (isInk(next.row, next.column)) {
        length++;
        next.row += way * along.row;
        next.column += way * along.column;
      }
    }
    return length * along.step;
  };

  const levels: number[] = [];
  let strokeLength = 0;
  let top = height;
  let foot = 0;
  for (let row = 0; row < height; row++) {
    for (let column = 0; column < width; column++) {
      if (!isInk(row, column)) continue;
      levels.push(pixels[row * width + column] ?? 0);
      strokeLength += 1 / Math.min(...directions.map((along) => run(row, column, along)));
      top = Math.min(top, row);
      foot = row + 1;
    }
  }
  const level = median(levels);
  const area = pixels.reduce((sum, value) => sum + Math.min(1, value / level), 0);
  // A blot is no stroke.
  return { strokeWidth: Math.min(digitSize / 4, area / strokeLength), level, top, foot };
}

function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  const half = sorted.length / 2;
  return ((sorted[Math.ceil(half) - 1] ?? 0) + (sorted[Math.floor(half)] ?? 0)) / 2;
}
