import { countOf } from './plan.js';
import type { Planned } from './plan-dataset.js';

/** What a person should know of a data set before it is made: sentences. */
export function remarksOf({
  plan,
  strings,
  weighted,
  repeats,
  remarks,
}: Omit<Planned, 'maker' | 'lists' | 'bank'>): string[] {
  const count = countOf(plan);
  const isUsedUp = !weighted && strings < BigInt(count);
  return [
    ...remarks,
    ...(repeats === 'unknown'
      ? [
          'The grammar may write some numbers in two ways: parts could share those, which is too much to look through.',
        ]
      : []),
    ...(isUsedUp
      ? [
          `There are ${strings.toLocaleString('en-US')} such numbers: of ${count.toLocaleString('en-US')} strips some say the same.`,
        ]
      : []),
  ];
}
