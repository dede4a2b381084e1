// Strips a second, beside TRDG and SynthTIGER on the same numbers and height, with two processes each.
// The number of our strips is that of a data set; what a short one gets stands beside it.
// npm run bench:dataset [-- --strips 60000 --short-strips 20000 --peer-strips 1000]
import { spawn, spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import process from 'node:process';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { pythonFor } from './python-environment.mjs';
import { factsText } from './report.mjs';
import { otherLoad, surroundings } from './surroundings.mjs';

const { values } = parseArgs({
  options: {
    strips: { type: 'string', default: '60000' },
    'short-strips': { type: 'string', default: '20000' },
    'peer-strips': { type: 'string', default: '1000' },
  },
});
const strips = Number(values.strips);
const shortStrips = Number(values['short-strips']);
const peerStrips = Number(values['peer-strips']);
/** Of each row, ms. */
const timeLimit = 600_000;
const height = '32';

const here = path.dirname(fileURLToPath(import.meta.url));
const program = path.join(here, '..', '..', 'src-main', 'setup', 'digits.mjs');
const folder = mkdtempSync(path.join(tmpdir(), 'digits-speed-'));
const inFolder = (/** @type {string} */ name) => path.join(folder, name);

/** The peers' numbers too, and those with marks among the digits. */
const numbers = ['--list', inFolder('numbers.txt')];
const amounts = ['{amount}'];

/** All formats of one tree of pictures whose files are text. */
const sideCars = 'files,paddleocr,gt-txt,doctr,yolo,coco';

/** @typedef {{numbers: readonly string[], style: string, format: string, count: number}} Made */
/**
 * @typedef {{name: string, strips: number, seconds: number, processor: number | null, peak: number | null, load: number}} Row
 */

try {
  const texts = Array.from({ length: Math.max(strips, shortStrips) }, (_, at) =>
    String((at * 999_983) % 1_000_000).padStart(6, '0'),
  );
  writeFileSync(inFolder('numbers.txt'), `${texts.join('\n')}\n`);
  writeFileSync(inFolder('some.txt'), `${texts.slice(0, peerStrips).join('\n')}\n`);
  const bank = process.env.DIGITS_BENCH_BANK ?? 'shipped';
  /** @type {Row[]} */
  const rows = [];
  const row = async (/** @type {() => Promise<Row | null>} */ work) => {
    const made = await work();
    if (made !== null) rows.push(made);
  };
  const clean = { numbers, style: 'clean', format: 'webdataset' };
  const scan = { ...clean, style: 'scan' };
  const [long, short] = [{ count: strips }, { count: shortStrips }];
  await row(() => ours('ours, clean, WebDataset', bank, { ...clean, ...long }));
  await row(() => trdg());
  await row(() => synthtiger());
  await row(() => ours('ours, scan, WebDataset', bank, { ...scan, ...short }));
  await row(() => ours('ours, clean, files', bank, { ...clean, ...long, format: sideCars }));
  await row(() =>
    ours('ours, {amount}, WebDataset', bank, { ...clean, ...long, numbers: amounts }),
  );
  await row(() => ours('ours, clean, short', bank, { ...clean, ...short }));
  await row(() =>
    ours('ours, clean, files, short', bank, { ...clean, ...short, format: sideCars }),
  );
  const { facts } = await surroundings();
  console.log(`${factsText(facts)}\n`);
  console.log(tableOf(rows));
  console.log(`\nA worker's start to its first strip: ${workerStart(bank)} ms`);
} finally {
  rmSync(folder, { recursive: true, force: true });
}

/** @param {string[]} words */
function digits(words) {
  const { status } = spawnSync(process.execPath, [program, ...words], {
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  return status === 0;
}

/**
 * @param {string} bank
 * @param {string} out
 * @param {Made} made
 */
function plan(bank, out, { numbers: words, style, format, count }) {
  return digits([
    ...['dataset', 'plan', ...words, '--count', String(count)],
    ...['--style', style, '--format', format, '--height', height, '--seed', '1'],
    ...['--split', '100/0/0', '--bank', bank, '--out', out],
  ]);
}

/**
 * @param {string} name
 * @param {string} bank
 * @param {Made} made
 * @returns {Promise<Row | null>}
 */
async function ours(name, bank, made) {
  // Its own: to delete many files slows down whoever makes some in the same minute.
  const out = inFolder(name.replace(/\W+/g, '-'));
  if (!plan(bank, out, made)) return null;
  const script = path.join(here, 'make-dataset.mjs');
  const measured = await timed(process.execPath, [script, out, '2']);
  if (measured === null) return null;
  const said = JSON.parse(measured.output);
  return { name, strips: made.count, ...said, load: measured.load };
}

/** @returns {Promise<Row | null>} */
async function trdg() {
  const python = await pythonOf('trdg');
  if (python === null) return null;
  const out = inFolder('trdg');
  // Plain white ground, no skew, no blur; boxes and masks as well.
  const words = ['-i', inFolder('some.txt'), '-c', String(peerStrips), '-t', '2', '-f', height];
  const kind = ['-e', 'png', '-b', '1', '-obb', '1', '-om', '1', '-na', '2', '--output_dir', out];
  const measured = await timed(path.join(path.dirname(python), 'trdg'), [...words, ...kind]);
  return peer('TRDG 1.8.0, -t 2', measured, out, (file) => /^\d+\.png$/.test(file));
}

/** @returns {Promise<Row | null>} */
async function synthtiger() {
  const python = await pythonOf('synthtiger');
  const fonts = await pythonOf('trdg');
  if (python === null || fonts === null) return null;
  const config = inFolder('synthtiger.yaml');
  const texts = inFolder('some.txt');
  writeFileSync(config, JSON.stringify({ texts, height: Number(height), font: fontOf(fonts) }));
  const out = inFolder('synthtiger');
  const script = path.join(here, 'synthtiger-strips.py');
  const words = ['-w', '2', '-c', String(peerStrips), '-o', out, script, 'Strips', config];
  const measured = await timed(path.join(path.dirname(python), 'synthtiger'), words);
  return peer('SynthTIGER 1.2.1, -w 2', measured, out, (file) => file.endsWith('.json'));
}

/** @param {string} python one that TRDG's wheel, which brings fonts, is installed for */
function fontOf(python) {
  const search = 'import os, trdg; print(os.path.dirname(trdg.__file__))';
  const { stdout } = spawnSync(python, ['-c', search], { encoding: 'utf8' });
  return path.join(stdout.trim(), 'fonts', 'latin', 'Aller_Bd.ttf');
}

/** @param {'trdg' | 'synthtiger'} name */
async function pythonOf(name) {
  const { python, failure } = await pythonFor(name, {
    say: (text) => console.error(text),
    signal: new AbortController().signal,
  });
  if (failure) console.error(`${name}: ${failure}`);
  return failure ? null : python;
}

/**
 * @param {string} name
 * @param {{seconds: number, load: number} | null} measured
 * @param {string} out
 * @param {(file: string) => boolean} isStrip
 * @returns {Row | null}
 */
function peer(name, measured, out, isStrip) {
  const count = existsSync(out) ? readdirSync(out).filter(isStrip).length : 0;
  if (measured === null || count === 0) return null;
  const { seconds, load } = measured;
  return { name, strips: count, seconds, processor: null, peak: null, load };
}

/**
 * Runs a program to its end, a row's time at most.
 * @param {string} command
 * @param {string[]} words
 * @returns {Promise<{seconds: number, load: number, output: string} | null>}
 */
async function timed(command, words) {
  let output = '';
  let isGood = false;
  const begun = performance.now();
  const load = await otherLoad(async () => {
    const child = spawn(command, words, {
      stdio: ['ignore', 'pipe', 'ignore'],
      timeout: timeLimit,
    });
    child.stdout.on('data', (text) => {
      output += text;
    });
    isGood = await new Promise((resolve) => child.once('close', (code) => resolve(code === 0)));
    // Of a child that does not say what it took, that counts as others' load.
    return output.startsWith('{"') ? JSON.parse(output).processor : 0;
  });
  const seconds = (performance.now() - begun) / 1_000;
  if (!isGood) console.error(`${path.basename(command)} ${words.join(' ')}: failed`);
  return isGood ? { seconds, load, output } : null;
}

/** @param {Row[]} rows */
function tableOf(rows) {
  const rate = (/** @type {Row} */ { strips: count, seconds }) => count / seconds;
  const slow = rows.find(({ name }) => name.startsWith('TRDG'));
  const lines = rows.map((each) => [
    each.name,
    `${Math.round(rate(each)).toLocaleString('en')}/s`,
    slow === undefined ? '' : `${(rate(each) / rate(slow)).toFixed(1)} × TRDG`,
    each.processor === null ? '' : `${((1_000 * each.processor) / each.strips).toFixed(2)} ms CPU`,
    each.peak === null ? '' : `${Math.round(each.peak)} MiB`,
    each.processor === null ? '' : `others ${Math.round(100 * each.load)}%`,
  ]);
  return factsText(
    Object.fromEntries(lines.map(([name = '', ...cells]) => [name, cells.join('  ')])),
  );
}

/** @param {string} bank */
function workerStart(bank) {
  const out = inFolder('one');
  plan(bank, out, { numbers, style: 'clean', format: 'webdataset', count: 1 });
  // The folder for the markers is made with the first shard.
  digits(['dataset', 'make', out]);
  const { stdout } = spawnSync(process.execPath, [path.join(here, 'time-worker.mjs'), out], {
    encoding: 'utf8',
  });
  return Math.round(JSON.parse(stdout).milliseconds);
}
