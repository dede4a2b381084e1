// From the start of a thread that makes strips to its first one, in milliseconds. node time-worker.mjs FOLDER
import process from 'node:process';
import { Worker } from 'node:worker_threads';
import { built } from './built-program.mjs';

const [folder = ''] = process.argv.slice(2);
const { readPlan } = await built('src-main/dataset/read-plan.js');
const { planBank } = await built('src-main/dataset/inputs.js');
const plan = await readPlan(folder);
const { shared } = await planBank(folder, plan);
const program = new URL('../../dist/threads/shard-worker.js', import.meta.url);
/** @type {number[]} */
const times = [];
for (let turn = 0; turn < 5; turn++) {
  const begun = performance.now();
  const worker = new Worker(program, { workerData: { folder, plan, bank: shared } });
  let isAsked = false;
  await new Promise((resolve, reject) => {
    worker.on('error', reject);
    worker.on('message', ({ kind }) => {
      if (kind === 'made') resolve(kind);
      else if (!isAsked) worker.postMessage(0);
      isAsked = true;
    });
  });
  times.push(performance.now() - begun);
  await worker.terminate();
}
console.log(JSON.stringify({ milliseconds: times.toSorted((a, b) => a - b)[2] }));
