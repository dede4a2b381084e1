import type { Point } from './fit-curves.js';
import type { Outline } from './outline.js';

/** An outline in numbers alone: millions are drawn, and none is to have an object for each point. */
export interface FlatOutline {
  /**
   * How many rings, then of each ring how many curves, then of each curve x and y of its two control
   * points and of its end.
   */
  readonly numbers: Int16Array | Float64Array;
  /** Pixels that one step of a coordinate measures. */
  readonly unit: number;
}

/** Numbers of a curve: two control points and its end. */
export const perCurve = 6;

/** The same outline, exactly. */
export const flatOutline = (outline: Outline): FlatOutline => ({
  numbers: Float64Array.from(flatNumbers(outline, (place) => place)),
  unit: 1,
});

/** The numbers of a {@link FlatOutline}. @param step the number for a coordinate in pixels */
export function flatNumbers(outline: Outline, step: (place: number) => number): number[] {
  const flat = ({ x, y }: Point) => [step(x), step(y)];
  return [
    outline.length,
    ...outline.flatMap((ring) => [
      ring.length,
      ...ring.flatMap(({ control1, control2, end }) => [control1, control2, end].flatMap(flat)),
    ]),
  ];
}

/** Of what has no ink. */
export const noOutline = flatOutline([]);
