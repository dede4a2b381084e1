import { RandomSequence } from '../../../src-shared/random/streams.js';

/** Pairs of digits of each label that are compared: the mean's error is below one percent. */
const pairs = 4_000;

export interface LabelledFeatures {
  /** [n, length] */
  readonly features: Float32Array;
  readonly length: number;
  /** [n] */
  readonly labels: ArrayLike<number>;
}

/**
 * Mean Euclidean distance of two different digits of one label in a classifier's features, for each label
 * that has two: the mean over the labels. NaN when none has.
 */
export function meanDistance({ features, length, labels }: LabelledFeatures): number {
  const members = new Map<number, number[]>();
  for (const [i, label] of Array.from(labels).entries()) {
    const found = members.get(label);
    if (found) found.push(i);
    else members.set(label, [i]);
  }
  const means = [...members]
    .filter(([, digits]) => digits.length > 1)
    .map(([label, digits]) => {
      const sequence = new RandomSequence(0, { stream: 'shuffling', index: label });
      let sum = 0;
      for (let pair = 0; pair < pairs; pair++) {
        const one = sequence.nextBelow(digits.length);
        const other = (one + 1 + sequence.nextBelow(digits.length - 1)) % digits.length;
        sum += distance(features, { length, one: digits[one] ?? 0, other: digits[other] ?? 0 });
      }
      return sum / pairs;
    });
  return means.reduce((sum, mean) => sum + mean, 0) / means.length;
}

function distance(
  features: Float32Array,
  { length, one, other }: { length: number; one: number; other: number },
): number {
  let squares = 0;
  for (let k = 0; k < length; k++) {
    squares += ((features[one * length + k] ?? 0) - (features[other * length + k] ?? 0)) ** 2;
  }
  return Math.sqrt(squares);
}
