import { AppError } from '../../src-shared/contract/errors.js';
import type { Plan } from './plan.js';
import { type Shard, shardName, shardsOf } from './shards.js';

/** One of several that make a data set together. */
export interface Task {
  /** From 1. */
  readonly number: number;
  readonly of: number;
}

/** Every n-th shard: no two tasks have one in common, and all together have all. */
export const shardsOfTask = (plan: Plan, task: Task): Shard[] =>
  shardsOf(plan).filter((_, place) => place % task.of === task.number - 1);

/** @throws AppError BAD_INPUT for a name that no shard of the plan has */
export function shardsNamed(plan: Plan, names: readonly string[]): Shard[] {
  const shards = shardsOf(plan);
  const unknown = names.find((name) => !shards.some((shard) => shardName(shard) === name));
  if (unknown === undefined) return shards.filter((shard) => names.includes(shardName(shard)));
  const [first, last] = [shards[0], shards.at(-1)].map((shard) => shard && shardName(shard));
  throw new AppError(
    'BAD_INPUT',
    `There is no shard ${unknown}: the ${shards.length} of this data set go from ${first} to ${last}, as digits dataset status names them.`,
    { details: { option: '--shard', value: unknown } },
  );
}
