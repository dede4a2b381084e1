import { parentPort, workerData } from 'node:worker_threads';
import { toErrorData } from '../../src-shared/contract/errors.js';
import { makeShard } from './make-shard.js';
import { openMaker } from './open-maker.js';
import { readPlan } from './plan.js';
import { shardsOf } from './shards.js';
import type { WorkerAnswer, WorkerTask } from './worker-answer.js';

/** A thread that makes the shards that it is told, one after the other. */
const port = parentPort;
const { folder, bank }: WorkerTask = workerData;
const answer = (said: WorkerAnswer) => port?.postMessage(said);
const failed = (error: unknown) => answer({ kind: 'failed', error: toErrorData(error) });

try {
  const plan = await readPlan(folder);
  const maker = await openMaker(folder, plan, bank);
  const shards = shardsOf(plan);
  port?.on('message', async (number: number) => {
    const shard = shards[number];
    if (shard === undefined) return;
    try {
      await makeShard(folder, shard, { plan, maker });
      answer({ kind: 'made', strips: shard.count });
    } catch (error) {
      failed(error);
    }
  });
  answer({ kind: 'ready' });
} catch (error) {
  failed(error);
}
