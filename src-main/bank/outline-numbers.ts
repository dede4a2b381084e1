import type { Point } from '../../src-shared/strips/fit-curves.js';
import type { Outline } from '../../src-shared/strips/outline.js';

/** Steps of a pixel that points are rounded to. */
const stepsPerPixel = 256;

/** Numbers of a curve: two control points and its end. */
const perCurve = 6;
/** Where points may lie, in pixels: the tile and what its smoothing spreads. */
const leastPlace = -8;
const mostPlace = 36;

/**
 * An outline as whole numbers of 16 bits: how many rings, then of each ring how many curves, then of
 * each curve x and y of its two control points and its end, in 1/256 pixel.
 */
export function outlineNumbers(outline: Outline): Int16Array {
  const step = (place: number) => Math.round(place * stepsPerPixel);
  const flat = ({ x, y }: Point) => [step(x), step(y)];
  return Int16Array.from([
    outline.length,
    ...outline.flatMap((ring) => [
      ring.length,
      ...ring.flatMap(({ control1, control2, end }) => [control1, control2, end].flatMap(flat)),
    ]),
  ]);
}

/** Reads number `at` of an outline. */
export type ReadNumber = (at: number) => number;

/** @param read of an outline that was made by {@link outlineNumbers}, or looked at */
export function outlineOf(read: ReadNumber): Outline {
  let at = 0;
  const next = () => read(at++);
  const point = (): Point => {
    const x = next() / stepsPerPixel;
    return { x, y: next() / stepsPerPixel };
  };
  const rings = next();
  return Array.from({ length: rings }, () => {
    const curves = next();
    return Array.from({ length: curves }, () => ({
      control1: point(),
      control2: point(),
      end: point(),
    }));
  });
}

/** Whether some numbers are one outline, whole and near its tile. */
export function isOutline(read: ReadNumber, length: number): boolean {
  if (length < 1) return false;
  const rings = read(0);
  let at = 1;
  for (let ring = 0; ring < rings; ring++) {
    const curves = at < length ? read(at) : 0;
    const end = at + 1 + perCurve * curves;
    if (curves < 1 || end > length) return false;
    for (at++; at < end; at++) if (!isNear(read(at))) return false;
  }
  return rings >= 1 && at === length;
}

const isNear = (step: number): boolean =>
  step >= leastPlace * stepsPerPixel && step <= mostPlace * stepsPerPixel;
