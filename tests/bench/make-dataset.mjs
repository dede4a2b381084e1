// Makes a planned data set as a process of its own and says what that took. node make-dataset.mjs FOLDER
import process from 'node:process';
import { built } from './built-program.mjs';

const [folder = '', workers = '2'] = process.argv.slice(2);
const { makeDataset } = await built('src-main/dataset/make-dataset.js');
const { readPlan } = await built('src-main/dataset/read-plan.js');
const plan = await readPlan(folder);
const begun = performance.now();
await makeDataset(folder, plan, {
  workers: Number(workers),
  part: null,
  check: false,
  signal: new AbortController().signal,
  onProgress: () => {},
});
const seconds = (performance.now() - begun) / 1_000;
const { userCPUTime, systemCPUTime, maxRSS } = process.resourceUsage();
const processor = (userCPUTime + systemCPUTime) / 1_000_000;
console.log(JSON.stringify({ seconds, processor, peak: maxRSS / 1_024 }));
