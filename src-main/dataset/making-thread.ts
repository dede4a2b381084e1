import { setPriority } from 'node:os';
import { parentPort, workerData } from 'node:worker_threads';
import { toErrorData } from '../../src-shared/contract/errors.js';
import { verifyDataset } from './inspect-dataset.js';
import { makeDataset } from './make-dataset.js';
import type { MakingAnswer, MakingTask } from './making-messages.js';
import { readPlan } from './read-plan.js';

/** A thread that makes a data set, or reads every byte of it, until it is told to stop. */
const { folder, kind, workers }: MakingTask = workerData;
const port = parentPort;
const tell = (answer: MakingAnswer) => port?.postMessage(answer);
const stop = new AbortController();
port?.once('message', () => stop.abort());

// What a person waits for goes first: a window, a training. Linux has it for each thread and those that it
// starts; elsewhere it would be the whole program.
if (process.platform === 'linux') setPriority(10);

const watch = {
  signal: stop.signal,
  onProgress: (progress: Parameters<Parameters<typeof makeDataset>[2]['onProgress']>[0]) =>
    tell({ kind: 'progress', progress }),
};

try {
  const plan = await readPlan(folder);
  if (kind === 'verify') {
    tell({ kind: 'verified', state: await verifyDataset(folder, { ...watch, plan }) });
  } else {
    const made = await makeDataset(folder, plan, {
      ...watch,
      workers,
      part: null,
      check: kind === 'mend',
    });
    tell({ kind: 'made', finished: made.finished });
  }
} catch (error) {
  tell({ kind: 'failed', error: toErrorData(error) });
}
port?.close();
