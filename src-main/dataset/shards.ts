import { type SplitName, splitNames } from '../../src-shared/config/data-sets.js';
import { countOf, type Plan } from './plan.js';

/** Strips that are written together, all of one part. */
export interface Shard {
  readonly split: SplitName;
  /** Among the part's own, from 0. */
  readonly number: number;
  /** Shards that the part has. */
  readonly of: number;
  /** The first strip's number in the whole data set, from 0. */
  readonly first: number;
  readonly count: number;
}

type Sized = Pick<Plan, 'split' | 'shardSize'>;

/** All shards, in the order of their strips. */
export function shardsOf({ split, shardSize }: Sized): Shard[] {
  let begin = 0;
  return splitNames.flatMap((name) => {
    const start = begin;
    const total = split[name];
    begin += total;
    const of = Math.ceil(total / shardSize);
    return Array.from({ length: of }, (_, number) => ({
      split: name,
      number,
      of,
      first: start + number * shardSize,
      count: Math.min(shardSize, total - number * shardSize),
    }));
  });
}

/** Strips of shards together. */
export const stripsOf = (shards: readonly Shard[]): number =>
  shards.reduce((sum, { count }) => sum + count, 0);

/** `train-000012`. */
export const shardName = ({ split, number }: Pick<Shard, 'split' | 'number'>): string =>
  `${split}-${String(number).padStart(6, '0')}`;

/** What a strip is called in every format: its number in nine places, without a dot. */
export const sampleKey = (sample: number): string => String(sample).padStart(9, '0');

/** Where a strip lies. @throws RangeError for one that the plan has not */
export function placeOf(plan: Sized, sample: number): { split: SplitName; index: number } {
  let index = sample;
  for (const split of splitNames) {
    if (index >= 0 && index < plan.split[split]) return { split, index };
    index -= plan.split[split];
  }
  throw new RangeError(`There are ${countOf(plan)} strips, and none has the number ${sample}.`);
}
