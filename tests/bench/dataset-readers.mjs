// Has a data set read by the libraries that its readers use: do labels come back as they were written?
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import process from 'node:process';
import { fileURLToPath } from 'node:url';
import { pythonFor } from './python-environment.mjs';

/** What careless readers break, each in every part. */
const labels = ['00123', '12/05 17:30', '2026-05-12', '1,234.50'];

const here = path.dirname(fileURLToPath(import.meta.url));
const program = path.join(here, '..', '..', 'src-main', 'setup', 'digits.mjs');

const { python, failure } = await pythonFor('readers', {
  say: (text) => console.error(text),
  signal: new AbortController().signal,
});
if (failure) {
  console.error(failure);
  process.exit(1);
}
const folder = mkdtempSync(path.join(tmpdir(), 'digits-readers-'));
try {
  const list = path.join(folder, 'labels.txt');
  const out = path.join(folder, 'set');
  writeFileSync(list, `${labels.join('\n')}\n`);
  const formats = 'webdataset,files,paddleocr,gt-txt,easyocr,yolo,coco';
  const options = ['--count', '60', '--split', '50/25/25', '--share-strings', '--shard-size', '8'];
  const bank = process.env.DIGITS_BENCH_BANK ?? 'mnist-test';
  const chosen = ['--bank', bank, '--format', formats, '--seed', '5', '--out', out];
  run(process.execPath, [program, 'dataset', '--list', list, ...options, ...chosen]);
  run(python, [path.join(here, 'read-datasets.py'), out]);
} finally {
  rmSync(folder, { recursive: true, force: true });
}

/**
 * @param {string} command
 * @param {string[]} words
 */
function run(command, words) {
  const { status } = spawnSync(command, words, { stdio: 'inherit' });
  if (status !== 0) process.exitCode = 1;
}
