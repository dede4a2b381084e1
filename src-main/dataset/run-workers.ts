import { Worker } from 'node:worker_threads';
import { AppError, fromErrorData, messageOf } from '../../src-shared/contract/errors.js';
import { threadProgram } from './thread-program.js';
import type { WorkerAnswer, WorkerTask } from './worker-answer.js';

interface Work extends WorkerTask {
  /** Numbers of the shards to make. */
  readonly shards: readonly number[];
  /** Threads. */
  readonly workers: number;
  /** Once it aborts no shard is begun; those under way are finished. */
  readonly signal: AbortSignal;
  /** Is told how many strips a shard had that is made. */
  readonly onMade: (strips: number) => void;
}

/** Nearly all that a strip leaves is garbage before the next one: more room for it makes nothing faster. */
const resourceLimits = { maxYoungGenerationSizeMb: 12 };

/**
 * Has shards made by as many threads.
 *
 * @throws AppError what the first of them failed for; shards under way are left unfinished
 */
export async function runWorkers({
  shards,
  workers,
  signal,
  onMade,
  ...task
}: Work): Promise<void> {
  const left = shards.values();
  const threads = Array.from(
    { length: Math.min(workers, shards.length) },
    () =>
      new Worker(threadProgram('shard-worker'), {
        workerData: task satisfies WorkerTask,
        resourceLimits,
      }),
  );
  try {
    await Promise.all(threads.map((thread) => serve(thread, { left, signal, onMade })));
  } finally {
    await Promise.all(threads.map((thread) => thread.terminate()));
  }
}

function serve(
  thread: Worker,
  { left, signal, onMade }: Pick<Work, 'signal' | 'onMade'> & { left: Iterator<number> },
): Promise<void> {
  return new Promise((resolve, reject) => {
    let making = 0;
    let isDone = false;
    const next = () => {
      const shard = signal.aborted ? undefined : left.next().value;
      if (shard === undefined) {
        isDone = true;
        return;
      }
      making++;
      thread.postMessage(shard);
    };
    thread.on('message', (answer: WorkerAnswer) => {
      if (answer.kind === 'failed') return reject(fromErrorData(answer.error));
      if (answer.kind === 'ready') next();
      else {
        making--;
        onMade(answer.strips);
      }
      if (isDone && making === 0) resolve();
    });
    thread.on('error', (error) => reject(died(messageOf(error))));
    thread.on('exit', () => reject(died('it ended by itself')));
  });
}

const died = (why: string): AppError =>
  new AppError(
    'INTERNAL',
    `A thread that makes strips could not go on: ${why}. What was finished before is kept; go on with it.`,
  );
