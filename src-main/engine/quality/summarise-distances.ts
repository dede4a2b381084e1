import type { DistanceSummary } from '../../../src-shared/contract/evaluation.js';

/** @param distances [n], n from 1 */
export function summariseDistances(distances: Float64Array): DistanceSummary {
  const sorted = distances.slice().sort();
  return { median: quantile(sorted, 0.5), firstPercentile: quantile(sorted, 0.01) };
}

/** Between two values on a line, as NumPy and R do (Hyndman and Fan, 1996, definition 7). */
function quantile(sorted: Float64Array, share: number): number {
  const place = share * (sorted.length - 1);
  const below = sorted[Math.floor(place)] ?? Number.NaN;
  const above = sorted[Math.ceil(place)] ?? Number.NaN;
  return below + (above - below) * (place - Math.floor(place));
}
