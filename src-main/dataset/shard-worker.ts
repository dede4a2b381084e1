import { parentPort, workerData } from 'node:worker_threads';
import { toErrorData } from '../../src-shared/contract/errors.js';
import { bankOf } from '../bank/shared-bank.js';
import { makeShard } from './make-shard.js';
import { makerWith } from './maker-with.js';
import { shardsOf } from './shards.js';
import type { WorkerAnswer, WorkerTask } from './worker-answer.js';

/** A thread that draws the shards that it is told, one after the other. */
const port = parentPort;
const { folder, plan, bank }: WorkerTask = workerData;
const answer = (said: WorkerAnswer) => port?.postMessage(said);
const failed = (error: unknown) => answer({ kind: 'failed', error: toErrorData(error) });

try {
  const maker = await makerWith(folder, plan, bankOf(bank));
  const shards = shardsOf(plan);
  let whole: Promise<unknown> = Promise.resolve();
  port?.on('message', async (number: number) => {
    const shard = shards[number];
    if (shard === undefined) return;
    const before = whole;
    // While one is brought to disk the next is drawn: two at most, on a disk that is slow.
    const onDrawn = () =>
      void before.then(
        () => answer({ kind: 'ready' }),
        () => {},
      );
    const making = makeShard(folder, shard, { plan, maker, onDrawn });
    whole = making;
    try {
      await making;
      answer({ kind: 'made', strips: shard.count });
    } catch (error) {
      failed(error);
    }
  });
  answer({ kind: 'ready' });
} catch (error) {
  failed(error);
}
