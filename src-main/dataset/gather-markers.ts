import type { SplitName } from '../../src-shared/config/data-sets.js';
import { AppError } from '../../src-shared/contract/errors.js';
import { listed } from '../../src-shared/text/plain-text.js';
import type { ShardLook } from './check-shard.js';
import { checkShards } from './check-shards.js';
import type { Tallies } from './digit-use.js';
import { parquetPart } from './formats/parquet.js';
import type { Plan } from './plan.js';
import type { Watch } from './progress.js';
import { shardName, shardsOf } from './shards.js';
import { Tally } from './tally.js';

/** Names that are told of many. */
const mostNames = 10;

/** What the markers of all shards say together. */
export interface Markers {
  /** Shards. */
  readonly shards: number;
  readonly bytes: number;
  /** Of each part's Parquet files. */
  readonly parquetBytes: Readonly<Record<SplitName, number>>;
  readonly tallies: Tallies;
}

/**
 * Looks at all shards.
 *
 * @returns null where it was interrupted
 * @throws AppError NOT_FOUND naming those that are not there
 */
export async function gatherMarkers(
  folder: string,
  plan: Plan,
  watch: Watch & { look: ShardLook },
): Promise<Markers | null> {
  const tallies = new Map<SplitName, Tally>();
  const parquetBytes = { train: 0, val: 0, test: 0 };
  const missing: string[] = [];
  let [shards, bytes] = [0, 0];
  for await (const { shard, state } of checkShards(folder, shardsOf(plan), {
    ...watch,
    plan,
  })) {
    if (state.kind === 'good') {
      shards++;
      bytes += state.marker.parts.reduce((sum, part) => sum + part.bytes, 0);
      const parquet = state.marker.parts.find(({ name }) => name === parquetPart.name);
      parquetBytes[shard.split] += parquet?.bytes ?? 0;
      const tally = tallies.get(shard.split) ?? new Tally();
      tally.addCounts(state.marker);
      tallies.set(shard.split, tally);
    } else missing.push(shardName(shard));
  }
  if (watch.signal.aborted) return null;
  if (missing.length === 0) return { shards, bytes, parquetBytes, tallies };
  throw new AppError(
    'NOT_FOUND',
    `${folder} can't be finished: ${missing.length} of its ${shards + missing.length} shards are missing or damaged (${listed(missing, mostNames)}). digits dataset make makes them.`,
    { details: { folder, missing: missing.length } },
  );
}

/** Of all parts. */
export function together(tallies: Tallies): Tally {
  const all = new Tally();
  for (const tally of tallies.values()) all.addCounts(tally.counts());
  return all;
}

/** Digits that are written. */
export const usesOf = (tallies: Tallies): number =>
  [...tallies.values()].reduce(
    (sum, { use }) => [...use.values()].reduce((all, count) => all + count, sum),
    0,
  );
