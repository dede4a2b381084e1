/** Both losses after one training step. */
export interface LossStep {
  /** Counted from 1 over the whole training. */
  readonly step: number;
  readonly generatorLoss: number;
  readonly discriminatorLoss: number;
}

/** A training's steps, in their order; what can be looked through more than once. */
export interface LossHistory extends Iterable<LossStep> {
  readonly length: number;
}

/** A point of a drawn line: x the step, y a finite loss. */
export interface LossPoint {
  x: number;
  y: number;
}

/** One network's losses in columns, because a training can have millions of steps. */
export interface LossSeries {
  /** [N] step numbers. */
  readonly steps: Float64Array;
  /** [N] finite losses. */
  readonly losses: Float64Array;
}

/** No line has more points than this, however long the training was. */
export const maxPoints = 2000;

/** A training is smoothed over this part of its steps. */
const smoothedPart = 1 / 50;

/** Steps in the window of `smoothed`: one in fifty of a training, an odd number, at least 1. */
export function smoothingWindow(steps: number): number {
  return 2 * Math.floor((steps * smoothedPart) / 2) + 1;
}

/** One network's losses; steps whose loss is NaN or infinite are left out. */
export function lossSeries(history: LossHistory, loss: (step: LossStep) => number): LossSeries {
  const steps = new Float64Array(history.length);
  const losses = new Float64Array(history.length);
  let length = 0;
  for (const entry of history) {
    const value = loss(entry);
    if (!Number.isFinite(value)) continue;
    steps[length] = entry.step;
    losses[length] = value;
    length++;
  }
  return { steps: steps.subarray(0, length), losses: losses.subarray(0, length) };
}

/**
 * The line as it is. Up to `maxPoints` steps every one is kept; of longer trainings the smallest
 * and the largest value of each of `maxPoints / 2` stretches, in their order, so that the envelope
 * stays true.
 */
export function bounded(series: LossSeries): LossPoint[] {
  const { length } = series.losses;
  if (length <= maxPoints) return Array.from(series.losses, (_, index) => pointAt(series, index));
  const stretches = maxPoints / 2;
  return Array.from({ length: stretches }, (_, stretch) => {
    const from = Math.floor((stretch * length) / stretches);
    const to = Math.floor(((stretch + 1) * length) / stretches);
    return extremes(series.losses.subarray(from, to)).map((index) => pointAt(series, from + index));
  }).flat();
}

/**
 * The moving mean, centred so that it does not lag: over `window` points, fewer at both ends.
 * At most `maxPoints` of the means are kept, evenly spread, the first and the last among them.
 * @param window an odd number of points, from 1.
 */
export function smoothed(series: LossSeries, window: number): LossPoint[] {
  const { losses, steps } = series;
  const sums = new Float64Array(losses.length + 1);
  losses.forEach((loss, index) => {
    sums[index + 1] = (sums[index] ?? 0) + loss;
  });
  const reach = (window - 1) / 2;
  return spread(losses.length).map((index) => {
    const from = Math.max(0, index - reach);
    const to = Math.min(losses.length, index + reach + 1);
    const mean = ((sums[to] ?? 0) - (sums[from] ?? 0)) / (to - from);
    return { x: steps[index] ?? 0, y: mean };
  });
}

function pointAt({ steps, losses }: LossSeries, index: number): LossPoint {
  return { x: steps[index] ?? 0, y: losses[index] ?? 0 };
}

/** Where the smallest and the largest loss are, in that order in time; once when all are alike. */
function extremes(losses: Float64Array): number[] {
  let smallest = 0;
  let largest = 0;
  losses.forEach((loss, index) => {
    if (loss < (losses[smallest] ?? 0)) smallest = index;
    if (loss > (losses[largest] ?? 0)) largest = index;
  });
  return [...new Set([Math.min(smallest, largest), Math.max(smallest, largest)])];
}

/** At most `maxPoints` indices below `length`, evenly spread, with 0 and length − 1. */
function spread(length: number): number[] {
  const count = Math.min(length, maxPoints);
  return Array.from({ length: count }, (_, index) =>
    count === 1 ? 0 : Math.round((index * (length - 1)) / (count - 1)),
  );
}
