import { join } from 'node:path';
import { namesIn } from '../files/folders.js';
import { checkShard, type ShardLook, type ShardState } from './check-shard.js';
import { markerName } from './marker.js';
import type { Plan } from './plan.js';
import type { Watch } from './progress.js';
import { type Shard, stripsOf } from './shards.js';

/** Shards that are looked at together: on a disk across a network most of the time is waiting. */
const together = 16;

export interface CheckedShard {
  readonly shard: Shard;
  readonly state: ShardState;
}

/** Whether shards are there, in their order; it ends where it is interrupted. */
export async function* checkShards(
  folder: string,
  shards: readonly Shard[],
  { plan, look, signal, onProgress }: Watch & { plan: Plan; look: ShardLook },
): AsyncGenerator<CheckedShard> {
  // Of many, those that are not there are known by one look.
  const names =
    shards.length > together ? new Set(await namesIn(join(folder, 'shards'))) : undefined;
  const stateOf = async (shard: Shard): Promise<ShardState> =>
    names === undefined || names.has(markerName(shard))
      ? checkShard(folder, shard, { plan, look })
      : { kind: 'missing' };
  const total = stripsOf(shards);
  let done = 0;
  for (let at = 0; at < shards.length; at += together) {
    if (signal.aborted) return;
    onProgress({ doing: 'check', done, total });
    const some = shards.slice(at, at + together);
    const states = await Promise.all(
      some.map(async (shard) => ({ shard, state: await stateOf(shard) })),
    );
    yield* states;
    done += stripsOf(some);
  }
}
