import type { Point } from './fit-curves.js';
import { type FlatOutline, perCurve } from './flat-outline.js';
import type { Outline } from './outline.js';

/** Where and how large an outline is drawn. */
export interface Placing {
  /** Pixels of the picture that one of the outline's pixels measures. */
  readonly scale: number;
  /** Times its width. */
  readonly wide: number;
  /** Of the outline's upper left corner, in pixels of the picture. */
  readonly left: number;
  readonly top: number;
  /** Pixels that a point moves to the right for each that it lies above the row `foot`. */
  readonly shear: number;
  /** Pixels of the outline. */
  readonly foot: number;
}

/** As it is. */
export const inPlace: Placing = { scale: 1, wide: 1, left: 0, top: 0, shear: 0, foot: 0 };

/** The outline in pixels of the picture. */
export function placeOutline(
  outline: Outline,
  { scale, wide, left, top, shear, foot }: Placing,
): Outline {
  const place = ({ x, y }: Point): Point => ({
    x: left + scale * (wide * x + shear * (foot - y)),
    y: top + scale * y,
  });
  return outline.map((ring) =>
    ring.map(({ control1, control2, end }) => ({
      control1: place(control1),
      control2: place(control2),
      end: place(end),
    })),
  );
}

/** Points of an outline in pixels of the picture. */
export interface PlacedPoints {
  /** x and y of each, of which the first `count` numbers are in use. */
  numbers: Float64Array;
  count: number;
  /** Where each ring begins among the numbers. */
  readonly rings: number[];
}

/** The room is used again: it is nobody's beyond one call of `placePoints`. */
const scratch: PlacedPoints = { numbers: new Float64Array(1024), count: 0, rings: [] };

/**
 * An outline's points, of each curve its two control points and its end, in pixels of the picture. What
 * is given back is overwritten by the next call.
 */
export function placePoints({ numbers, unit }: FlatOutline, placing: Placing): PlacedPoints {
  const { scale, left, top, shear, foot } = placing;
  const across = unit * placing.wide;
  const placed = scratch;
  placed.rings.length = 0;
  if (placed.numbers.length < numbers.length) placed.numbers = new Float64Array(2 * numbers.length);
  const points = placed.numbers;
  let count = 0;
  for (let at = 1; at < numbers.length; ) {
    placed.rings.push(count);
    const end = at + 1 + perCurve * (numbers[at] ?? 0);
    for (at++; at < end; at += 2) {
      const y = (numbers[at + 1] ?? 0) * unit;
      points[count] = left + scale * ((numbers[at] ?? 0) * across + shear * (foot - y));
      points[count + 1] = top + scale * y;
      count += 2;
    }
  }
  placed.count = count;
  return placed;
}

/** Where an outline lies. */
export interface Extent {
  readonly left: number;
  readonly top: number;
  readonly right: number;
  readonly bottom: number;
}

/**
 * From where to where the curves of an outline reach once it is placed, at most: their control points
 * enclose them. Null without any.
 */
export function extentOf(outline: FlatOutline, placing: Placing = inPlace): Extent | null {
  const { numbers, count } = placePoints(outline, placing);
  let left = Number.POSITIVE_INFINITY;
  let top = Number.POSITIVE_INFINITY;
  let right = Number.NEGATIVE_INFINITY;
  let bottom = Number.NEGATIVE_INFINITY;
  for (let at = 0; at < count; at += 2) {
    const across = numbers[at] ?? 0;
    const down = numbers[at + 1] ?? 0;
    if (across < left) left = across;
    if (across > right) right = across;
    if (down < top) top = down;
    if (down > bottom) bottom = down;
  }
  return right < left ? null : { left, top, right, bottom };
}
