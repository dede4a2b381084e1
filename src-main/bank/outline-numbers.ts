import { type FlatOutline, flatNumbers, perCurve } from '../../src-shared/strips/flat-outline.js';
import type { Outline } from '../../src-shared/strips/outline.js';

/** Steps of a pixel that points are rounded to. */
const stepsPerPixel = 256;

/** Where points may lie, in pixels: the tile and what its smoothing spreads. */
const leastPlace = -8;
const mostPlace = 36;

/** The numbers of a flat outline as whole ones of 16 bits, places in 1/256 pixel. */
export const outlineNumbers = (outline: Outline): Int16Array =>
  Int16Array.from(flatNumbers(outline, (place) => Math.round(place * stepsPerPixel)));

/** @param numbers that were made by {@link outlineNumbers}, or looked at */
export const outlineOf = (numbers: Int16Array): FlatOutline => ({
  numbers,
  unit: 1 / stepsPerPixel,
});

/** Whether some numbers are one outline, whole and near its tile. */
export function isOutline(numbers: Int16Array): boolean {
  const [rings = 0] = numbers;
  let at = 1;
  for (let ring = 0; ring < rings; ring++) {
    const curves = numbers[at] ?? 0;
    const end = at + 1 + perCurve * curves;
    if (curves < 1 || end > numbers.length) return false;
    for (at++; at < end; at++) if (!isNear(numbers[at] ?? 0)) return false;
  }
  return rings >= 1 && at === numbers.length;
}

const isNear = (step: number): boolean =>
  step >= leastPlace * stepsPerPixel && step <= mostPlace * stepsPerPixel;
