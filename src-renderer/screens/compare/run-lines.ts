import type { LossPoint } from '../../../src-shared/charts/loss-series.js';
import type { HistoryRow } from '../../../src-shared/contract/run-views.js';
import { type EpochLosses, epochLosses, spread } from '../train/epoch-losses.js';
import type { LossIndex } from '../train/loss-index.js';
import { windowOf } from '../train/loss-lines.js';

/** A run's line in a chart of several. */
export interface RunLine {
  /** Its place among the runs compared, from 0: its colour and its dash. */
  readonly place: number;
  readonly name: string;
  readonly points: LossPoint[];
}

/** Dashes of the runs, in their order: lengths of lines and gaps. */
export const dashes: readonly (readonly number[])[] = [[], [9, 4], [2, 3], [11, 3, 2, 3]];

/** What losses are drawn over. */
export type LossAxis = 'steps' | 'epochs';

export type Network = 'generator' | 'discriminator';

/** The losses of a run: of every step, or of epochs alone where steps were not kept. */
export interface KnownLosses {
  readonly index: LossIndex;
  readonly stepsPerEpoch: number;
  readonly history: readonly HistoryRow[];
}

/** More points of a smooth line would not be seen. */
const meanPoints = 300;

interface Shown {
  readonly axis: LossAxis;
  /** Percent of all steps that the moving mean is over. */
  readonly smoothing: number;
}

/** One network's losses as a line, a moving mean of the steps. */
export function lossLine(
  { index, stepsPerEpoch, history }: KnownLosses,
  network: Network,
  { axis, smoothing }: Shown,
): LossPoint[] {
  if (index.length === 0) {
    return history.flatMap((row) => {
      const loss = ofHistory(row, network);
      return loss === null ? [] : [{ x: axis === 'steps' ? row.step : row.epoch, y: loss }];
    });
  }
  const range = { from: 0, to: index.length };
  const window = windowOf(index.length, smoothing);
  const points =
    window === 1
      ? index[network].envelope(range, 2 * meanPoints)
      : index[network].means(range, { window, points: meanPoints });
  return axis === 'steps' ? points : points.map(({ x, y }) => ({ x: x / stepsPerEpoch, y }));
}

/** What that line has at a place of the axis; null beyond its ends. */
export function lossAt(
  losses: KnownLosses,
  network: Network,
  { at, axis, smoothing }: Shown & { readonly at: number },
): number | null {
  const { index, stepsPerEpoch, history } = losses;
  if (index.length === 0) {
    const epoch = axis === 'epochs' ? at : at / stepsPerEpoch;
    const row = history.find((one) => one.epoch === Math.max(1, Math.round(epoch)));
    return row ? ofHistory(row, network) : null;
  }
  const step = Math.max(1, Math.round(axis === 'steps' ? at : at * stepsPerEpoch));
  if (step > index.length) return null;
  const reach = (windowOf(index.length, smoothing) - 1) / 2;
  return index[network].mean({ from: step - 1 - reach, to: step + reach });
}

/** Means over the epochs. */
export function meansOf({ index, stepsPerEpoch, history }: KnownLosses): EpochLosses[] {
  if (index.length > 0) return epochLosses(index, stepsPerEpoch);
  return history.map((row) => ({
    epoch: row.epoch,
    steps: stepsPerEpoch,
    generator: ofHistory(row, 'generator'),
    discriminator: ofHistory(row, 'discriminator'),
  }));
}

function ofHistory(row: HistoryRow, network: Network): number | null {
  const loss = network === 'generator' ? row.generatorLoss : row.discriminatorLoss;
  return Number.isFinite(loss) ? loss : null;
}

/** A longer table shows epochs evenly spread. */
const mostRows = 100;

/** The epochs that any of some runs has, ascending. */
export function epochsOf(runs: readonly (readonly { readonly epoch: number }[])[]): number[] {
  const all = [...new Set(runs.flat().map(({ epoch }) => epoch))].sort((a, b) => a - b);
  return spread(all.length, mostRows).flatMap((place) => all[place] ?? []);
}
