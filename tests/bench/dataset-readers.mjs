// Has a data set read by the libraries that its readers use: do labels come back as they were written?
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import process from 'node:process';
import { fileURLToPath } from 'node:url';
import { pythonFor } from './python-environment.mjs';

/** What careless readers break, each in every part. docTR knows no blank. */
const [marked, blank] = [['00123', '2026-05-12', '1,234.50'], '12/05 17:30'];

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
  const trees = 'files,paddleocr,gt-txt,easyocr,yolo,coco';
  const strips = listed('strips', [...marked, blank], `webdataset,parquet,lmdb,tfrecord,${trees}`);
  const unparted = listed('unparted', [...marked, '17:30'], 'doctr');
  const digits = made('digits', ['\\d'], 'idx,npz');
  run(python, [path.join(here, 'read-datasets.py'), strips, unparted, digits]);
} finally {
  rmSync(folder, { recursive: true, force: true });
}

/**
 * A data set of a list of numbers.
 * @param {string} name
 * @param {string[]} labels
 * @param {string} formats
 */
function listed(name, labels, formats) {
  const list = path.join(folder, `${name}.txt`);
  writeFileSync(list, `${labels.join('\n')}\n`);
  return made(name, ['--list', list], formats);
}

/**
 * @param {string} name
 * @param {string[]} numbers what is written
 * @param {string} formats
 * @returns {string} its folder
 */
function made(name, numbers, formats) {
  const out = path.join(folder, name);
  const options = ['--count', '60', '--split', '50/25/25', '--share-strings', '--shard-size', '8'];
  const bank = process.env.DIGITS_BENCH_BANK ?? 'mnist-test';
  const chosen = ['--bank', bank, '--format', formats, '--seed', '5', '--out', out];
  run(process.execPath, [program, 'dataset', ...numbers, ...options, ...chosen]);
  return out;
}

/**
 * @param {string} command
 * @param {string[]} words
 */
function run(command, words) {
  const { status } = spawnSync(command, words, { stdio: 'inherit' });
  if (status !== 0) process.exitCode = 1;
}
