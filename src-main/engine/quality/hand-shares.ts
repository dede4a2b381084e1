import { type Trait, traits } from '../../../src-shared/digits/measure-traits.js';

/** Digits by known hands. */
export interface HandDigits {
  /** [n] */
  readonly measured: readonly Readonly<Record<Trait, number>>[];
  /** [n] */
  readonly labels: readonly number[];
  /** [n] */
  readonly hands: readonly number[];
}

/**
 * How much one hand there is: the share of the variance of slant and stroke width, standardised label by
 * label, that lies between hands and not within them: 1 less the mean variance within a hand by that of
 * all (the intraclass correlation of Fisher, 1925). Hands of fewer than five digits are left out; null when
 * no other is there.
 */
export function handShares({ measured, labels, hands }: HandDigits): Record<Trait, number> | null {
  if (groups(hands, hands).every((hand) => hand.length < fewestOfHand)) return null;
  const shareOf = (trait: Trait): number => {
    const values = standardised(
      measured.map((digit) => digit[trait]),
      labels,
    );
    const within = groups(values, hands).filter((hand) => hand.length >= fewestOfHand);
    const mean = sum(within.map(sampleVariance)) / within.length;
    return 1 - mean / variance(values);
  };
  const [slant, strokeWidth] = traits;
  return { slant: shareOf(slant), strokeWidth: shareOf(strokeWidth) };
}

const fewestOfHand = 5;

function standardised(values: readonly number[], labels: readonly number[]): number[] {
  const moments = new Map(
    [...new Set(labels)].map((label) => {
      const members = values.filter((_, i) => labels[i] === label);
      const deviation = Math.sqrt(variance(members)) || 1;
      return [label, { mean: sum(members) / members.length, deviation }];
    }),
  );
  return values.map((value, i) => {
    const { mean = 0, deviation = 1 } = moments.get(labels[i] ?? 0) ?? {};
    return (value - mean) / deviation;
  });
}

function groups(values: readonly number[], keys: readonly number[]): number[][] {
  const found = new Map<number, number[]>();
  for (const [i, value] of values.entries()) {
    const key = keys[i] ?? 0;
    const group = found.get(key);
    if (group) group.push(value);
    else found.set(key, [value]);
  }
  return [...found.values()];
}

const sum = (values: readonly number[]): number =>
  values.reduce((total, value) => total + value, 0);

function squares(values: readonly number[]): number {
  const mean = sum(values) / values.length;
  return sum(values.map((value) => (value - mean) ** 2));
}

const variance = (values: readonly number[]): number => squares(values) / values.length;
const sampleVariance = (values: readonly number[]): number => squares(values) / (values.length - 1);
