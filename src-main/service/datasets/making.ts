import { Worker } from 'node:worker_threads';
import { AppError, fromErrorData, messageOf } from '../../../src-shared/contract/errors.js';
import type { MakingAnswer, MakingTask } from '../../dataset/making-messages.js';
import type { DatasetProgress } from '../../dataset/progress.js';
import { threadProgram } from '../../dataset/thread-program.js';

export type Made = Exclude<MakingAnswer, { kind: 'progress' | 'failed' }>;

/** A data set that is being made or read. */
export interface Making {
  /** Resolves when it has ended, stopped or not; rejects with what it failed for. */
  readonly ended: Promise<Made>;
  /** Ends it after the shards under way. */
  stop(): void;
  /** Ends it at once: what is not whole is made anew the next time. */
  kill(): Promise<unknown>;
}

/** Has a thread of its own make a data set. */
export function startMaking(
  task: MakingTask,
  onProgress: (progress: DatasetProgress) => void,
): Making {
  const thread = new Worker(threadProgram('making-thread'), { workerData: task });
  const ended = new Promise<Made>((resolve, reject) => {
    thread.on('message', (answer: MakingAnswer) => {
      if (answer.kind === 'progress') onProgress(answer.progress);
      else if (answer.kind === 'failed') reject(fromErrorData(answer.error));
      else resolve(answer);
    });
    thread.on('error', (error) => reject(died(messageOf(error))));
    thread.on('exit', () => reject(died('it ended by itself')));
  });
  return {
    ended,
    stop: () => thread.postMessage('stop'),
    kill: () => thread.terminate(),
  };
}

const died = (why: string): AppError =>
  new AppError(
    'INTERNAL',
    `The thread that makes the data set could not go on: ${why}. What was finished before is kept; resume it.`,
  );
