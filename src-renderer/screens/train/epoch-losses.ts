import type { LossIndex } from './loss-index.js';

/** Both losses as means over an epoch's steps; null where no step has a finite one. */
export interface EpochLosses {
  readonly epoch: number;
  /** Steps of it that are done. */
  readonly steps: number;
  readonly generator: number | null;
  readonly discriminator: number | null;
}

/** A table longer than this shows epochs evenly spread. */
const mostRows = 100;

/** The losses of the epochs begun, the first and the last among them. */
export function epochLosses(index: LossIndex, stepsPerEpoch: number): EpochLosses[] {
  const epochs = Math.ceil(index.length / stepsPerEpoch);
  return spread(epochs, mostRows).map((at) => {
    const from = at * stepsPerEpoch;
    const range = { from, to: Math.min(index.length, from + stepsPerEpoch) };
    return {
      epoch: at + 1,
      steps: range.to - from,
      generator: index.generator.mean(range),
      discriminator: index.discriminator.mean(range),
    };
  });
}

/** At most `most` whole numbers below `count`, evenly spread, with 0 and count − 1. */
export function spread(count: number, most: number): number[] {
  const length = Math.min(count, most);
  return Array.from({ length }, (_, index) =>
    length === 1 ? count - 1 : Math.round((index * (count - 1)) / (length - 1)),
  );
}
