import type { GreyImage } from '../digits/grey-image.js';
import { cutToInk } from './cut-to-ink.js';
import type { Point } from './fit-curves.js';

/** Places a side of one pixel that a field is known at. */
const perPixel = 4;
/** Pixels of empty ground around the image: what the smoothing spreads of it. */
const padding = 2;
/** Of the smoothing spline. A higher one is smoother still, and closes what is narrow, as a 4's top. */
const degree = 3;

/** How much ink there is at the places of a lattice over an image, 0 to 1, smooth from place to place. */
export interface InkField {
  /** [rows, columns] row by row from the top left. */
  readonly values: number[];
  readonly columns: number;
  readonly rows: number;
  /** Square pixels of the image that a place stands for. */
  readonly area: number;
  /** A place of the lattice, in pixels from the image's left and upper edge. Places lie in the middle. */
  readonly pixelsOf: (column: number, row: number) => Point;
}

/**
 * The image's grey levels as a smooth field: the sum of a cubic B-spline for each pixel. The grey levels
 * of a stroke's edge say how much of a pixel is covered; those of a generator waver, which the spline
 * evens out. It adds up to as much ink as there was. Beyond what has ink it is known as far as any of it is
 * spread.
 *
 * M. Unser, "Splines: a perfect fit for signal and image processing", IEEE Signal Processing Magazine
 * 16 (6), 1999.
 */
export function inkField(image: GreyImage): InkField {
  const { left, top, width, height, pixels } = cutToInk(image);
  const [columns, rows] = [width, height].map((side) => (side + 2 * padding) * perPixel) as [
    number,
    number,
  ];
  const levels = Array.from(pixels, (level) => level / 255);
  const across = spread({ from: levels, lines: height, length: width, to: columns });
  const turned = turn(across, height, columns);
  const down = spread({ from: turned, lines: columns, length: height, to: rows });
  return {
    values: turn(down, columns, rows),
    columns,
    rows,
    area: 1 / (perPixel * perPixel),
    pixelsOf: (column, row) => ({
      x: (column + perPixel * left) / perPixel - padding,
      y: (row + perPixel * top) / perPixel - padding,
    }),
  };
}

/** Each line's pixels spread over the places of its lattice. */
function spread({
  from,
  lines,
  length,
  to,
}: {
  from: readonly number[];
  lines: number;
  length: number;
  to: number;
}): number[] {
  const places = zeros(lines * to);
  for (let line = 0; line < lines; line++) {
    for (let pixel = 0; pixel < length; pixel++) {
      const level = from[line * length + pixel] ?? 0;
      if (level === 0) continue;
      const first = line * to + (pixel + padding) * perPixel - before;
      for (let at = 0; at < kernel.length; at++) {
        places[first + at] = (places[first + at] ?? 0) + level * (kernel[at] ?? 0);
      }
    }
  }
  return places;
}

/** [rows, columns] as [columns, rows]. */
function turn(values: readonly number[], rows: number, columns: number): number[] {
  const turned = zeros(values.length);
  for (let row = 0; row < rows; row++) {
    for (let column = 0; column < columns; column++) {
      turned[column * rows + row] = values[row * columns + column] ?? 0;
    }
  }
  return turned;
}

const zeros = (count: number): number[] => new Array<number>(count).fill(0);

/** Places of a pixel's kernel that come before the pixel's first. */
const before = (perPixel * degree) / 2;

/** The spline around a pixel's middle, at the middles of the lattice's places. */
const kernel = Float64Array.from({ length: perPixel * (degree + 1) }, (_, place) =>
  spline(degree, (place + 0.5) / perPixel),
);

/** The uniform B-spline over 0 to degree + 1, by the recursion of Cox and de Boor. */
function spline(of: number, at: number): number {
  if (of === 0) return at >= 0 && at < 1 ? 1 : 0;
  return (at * spline(of - 1, at) + (of + 1 - at) * spline(of - 1, at - 1)) / of;
}
