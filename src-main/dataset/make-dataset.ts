import { join } from 'node:path';
import type { SharedBank } from '../bank/bank.js';
import { sweepDrafts } from '../files/drafts.js';
import { makeFoldersWithin, remove } from '../files/folders.js';
import { checkShards } from './check-shards.js';
import { finishDataset } from './finish.js';
import { planBank } from './inputs.js';
import { manifestFile, readManifest } from './manifest.js';
import type { Plan } from './plan.js';
import type { Watch } from './progress.js';
import { runWorkers } from './run-workers.js';
import { type Shard, shardName, shardsOf, stripsOf } from './shards.js';

export interface Making extends Watch {
  /** Threads. */
  readonly workers: number;
  /** Shards that are made, in the plan's order; null for all, and then for what tells of all strips. */
  readonly part: readonly Shard[] | null;
  /** Whether every byte of what is there is looked at first. */
  readonly check: boolean;
}

export interface Made {
  /** Shards that were to be made. */
  readonly total: number;
  /** Those that were there already, and those that were damaged and made anew. */
  readonly before: number;
  readonly mended: number;
  /** Whether all of that is there; else it was interrupted. */
  readonly finished: boolean;
}

/**
 * Makes what is missing of a data set or of a part of it. The same plan gives the same files, however often
 * it is interrupted, with any number of threads, and whoever else makes parts of it at the same time.
 *
 * @throws AppError NO_SPACE, NOT_WRITABLE, INVALID_DATA
 */
export async function makeDataset(folder: string, plan: Plan, making: Making): Promise<Made> {
  const { signal, onProgress, workers, check } = making;
  const shards = making.part ?? shardsOf(plan);
  await prepareFolder(folder);
  const missing: Shard[] = [];
  let mended = 0;
  const looking = { plan, look: check ? 'bytes' : 'sizes', signal, onProgress } as const;
  for await (const { shard, state } of checkShards(folder, shards, looking)) {
    if (state.kind !== 'good') missing.push(shard);
    if (state.kind === 'damaged') mended++;
  }
  const isComplete = missing.length === 0 && !check && (await readManifest(folder, plan)) !== null;
  // What is about to change is not whole until it is finished again, however that ends.
  if (making.part === null && !isComplete && !signal.aborted) {
    await remove(join(folder, manifestFile));
  }
  const total = stripsOf(shards);
  let done = total - stripsOf(missing);
  onProgress({ doing: 'make', done, total });
  let bank: SharedBank | null = null;
  if (!signal.aborted && missing.length > 0) {
    bank = (await planBank(folder, plan)).shared;
    await runWorkers({
      folder,
      plan,
      bank,
      shards: placesOf(missing, plan),
      workers,
      signal,
      onMade: (strips) => {
        done += strips;
        onProgress({ doing: 'make', done, total });
      },
    });
  }
  // Every shard has just been looked at or made: to ask for the sizes of all files again may take minutes.
  const finish = () => finishDataset(folder, plan, making, { bank, look: 'marker' });
  const finished = !signal.aborted && (making.part !== null || isComplete || (await finish()));
  return { total: shards.length, before: shards.length - missing.length, mended, finished };
}

/** In the order of all shards, by which threads know them. */
function placesOf(shards: readonly Shard[], plan: Plan): number[] {
  const names = new Set(shards.map(shardName));
  return shardsOf(plan).flatMap((shard, place) => (names.has(shardName(shard)) ? [place] : []));
}

async function prepareFolder(folder: string): Promise<void> {
  await makeFoldersWithin(folder, 'shards/any');
  await sweepDrafts(folder);
  await sweepDrafts(join(folder, 'shards'));
}
