import { formatPercent } from '../../format.js';

/** What the slider offers, in its order; null is "off". Finer ones can be had by command line. */
const stops = [null, 0.5, 0.6, 0.7, 0.8, 0.9, 0.95, 0.97, 0.99] as const;

/** Where the slider stands at its right end. */
export const lastStop = stops.length - 1;

export const legibilityAt = (stop: number): number | null => stops[stop] ?? null;

/** Where the slider stands for a legibility, which may lie between two stops. */
export function stopOf(legibility: number | null): number {
  if (legibility === null) return 0;
  const distances = stops.map((stop) => Math.abs((stop ?? 0) - legibility));
  return distances.indexOf(Math.min(...distances));
}

/** "95% sure", or "off" */
export const legibilityWords = (legibility: number | null): string =>
  legibility === null ? 'off' : `${formatPercent(legibility)} sure`;

/** The next lower legibility worth a try with a model that has too few legible digits. */
export const lowerLegibility = (legibility: number): number | null =>
  [0.8, 0.5].find((lower) => lower < legibility) ?? null;
