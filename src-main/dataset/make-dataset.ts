import { join } from 'node:path';
import { sweepDrafts } from '../files/drafts.js';
import { fileError } from '../files/system-errors.js';
import { makeFolder } from '../setup/folders.mjs';
import { stopOf } from '../setup/stop-signals.mjs';
import { checkShard } from './check-shard.js';
import { finishDataset, isFinished } from './finish.js';
import type { Plan } from './plan.js';
import { runWorkers } from './run-workers.js';
import { shardsOf } from './shards.js';

export interface Making {
  /** Threads. */
  readonly workers: number;
  /** What its bank is called here; undefined is by its name. */
  readonly bank: string | undefined;
  /** Whether every byte of what is there is looked at first. */
  readonly check: boolean;
  readonly signal: AbortSignal;
  /** Is told strips that are there, of all. */
  readonly onProgress: (done: number, begun: number) => void;
}

export interface Made {
  /** Shards. */
  readonly total: number;
  /** Those that were there already, and those that were damaged and made anew. */
  readonly before: number;
  readonly mended: number;
  /** Whether all is there; else it was interrupted. */
  readonly finished: boolean;
}

/**
 * Makes what is missing of a data set. The same plan gives the same files, however often it is
 * interrupted and with any number of threads.
 *
 * @throws AppError NO_SPACE, NOT_WRITABLE, INVALID_DATA
 */
export async function makeDataset(folder: string, plan: Plan, making: Making): Promise<Made> {
  const shards = shardsOf(plan);
  await prepareFolder(folder);
  const missing: number[] = [];
  let [mended, done] = [0, 0];
  for (const [number, shard] of shards.entries()) {
    const state = await checkShard(folder, shard, { plan, bytes: making.check });
    if (state.kind === 'damaged') mended++;
    if (state.kind === 'good') done += shard.count;
    else missing.push(number);
    if (making.signal.aborted) break;
  }
  const begun = done;
  if (!making.signal.aborted) {
    await runWorkers({
      folder,
      bank: making.bank,
      shards: missing,
      workers: making.workers,
      signal: making.signal,
      onMade: (strips) => {
        done += strips;
        making.onProgress(done, begun);
      },
    });
  }
  const finished = stopOf(making.signal) === null;
  const isComplete = missing.length === 0 && !making.check && (await isFinished(folder, plan));
  if (finished && !isComplete) {
    await finishDataset(folder, plan, making.bank);
  }
  return { total: shards.length, before: shards.length - missing.length, mended, finished };
}

async function prepareFolder(folder: string): Promise<void> {
  const shards = join(folder, 'shards');
  try {
    await makeFolder(shards);
  } catch (error) {
    throw fileError(error, shards, 'write');
  }
  await sweepDrafts(folder);
  await sweepDrafts(shards);
}
