import type { EpochQuality } from '../../../src-shared/contract/evaluation.js';
import type { HistoryRow } from '../../../src-shared/contract/run-views.js';
import { spread } from '../train/epoch-losses.js';

/** An epoch whose digits were measured. */
export interface MeasuredEpoch {
  readonly epoch: number;
  readonly quality: EpochQuality;
}

export const measuredEpochs = (history: readonly HistoryRow[]): MeasuredEpoch[] =>
  history.flatMap(({ epoch, quality }) => (quality === null ? [] : [{ epoch, quality }]));

/** A measure's axis. Logarithmic where a few first epochs would leave the others no room. */
export interface MeasureAxis {
  readonly from: number;
  readonly to: number;
  readonly scale: 'linear' | 'logarithmic';
}

/** A place in a chart, in percent of its width and height, from the left and from the bottom. */
export interface MeasurePoint {
  readonly epoch: number;
  readonly x: number;
  readonly y: number;
}

/** More corners of a line would not be seen. */
const mostCorners = 400;

/** Where a measure's values lie in a chart that is as wide as the epochs up to the last. */
export function measurePoints(
  values: readonly { readonly epoch: number; readonly value: number }[],
  axis: MeasureAxis,
): MeasurePoint[] {
  const last = values.at(-1)?.epoch ?? 1;
  return spread(values.length, mostCorners).flatMap((place) => {
    const { epoch, value } = values[place] ?? {};
    if (epoch === undefined || value === undefined) return [];
    const x = last > 1 ? (100 * (epoch - 1)) / (last - 1) : 50;
    return [{ epoch, x, y: 100 * partOf(value, axis) }];
  });
}

/** The data of an SVG path in a box of 100 × 100. */
export const pathOf = (points: readonly MeasurePoint[]): string =>
  points
    .map(({ x, y }, index) => `${index === 0 ? 'M' : 'L'}${x.toFixed(2)} ${(100 - y).toFixed(2)}`)
    .join('');

/** Axis of a distance, from below the smallest to the largest of some values. */
export function distanceAxis(values: readonly number[]): MeasureAxis {
  const [smallest, largest] = [Math.min(...values), Math.max(...values)];
  if (smallest > 0 && largest / smallest > 4) {
    return { from: smallest / 1.15, to: largest, scale: 'logarithmic' };
  }
  return { from: 0, to: largest * 1.1 || 1, scale: 'linear' };
}

/** How far up the axis a value lies, 0 to 1. */
export function partOf(value: number, { from, to, scale }: MeasureAxis): number {
  const place = (number: number) => (scale === 'linear' ? number : Math.log(number));
  const part = (place(value) - place(from)) / (place(to) - place(from));
  return Math.min(1, Math.max(0, part));
}
