import { classCount } from '../../../src-shared/networks/classifiers.js';

/** Share of the digits taken for 0, 1, … 9. @param classes [n], 0 to 9 */
export function classShares(classes: Uint8Array): number[] {
  const counts = new Array<number>(classCount).fill(0);
  for (const digit of classes) counts[digit] = (counts[digit] ?? 0) + 1;
  return counts.map((count) => count / classes.length);
}

/** Entropy of shares that add up to 1, as a share of the most there can be (ln 10 for ten classes). */
export function entropyShare(shares: readonly number[]): number {
  const entropy = shares.reduce(
    (sum, share) => (share > 0 ? sum + share * Math.log(1 / share) : sum),
    0,
  );
  return entropy / Math.log(shares.length);
}
