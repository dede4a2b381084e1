// How fast this program trains and draws, beside Keras, PyTorch and the obvious tfjs-node program.
// npm run bench -- [--quick] [--pytorch] [--only WORDS] [--rounds N] [--json FILE]
import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import process from 'node:process';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { build, isBuilt } from '../../src-main/setup/build.mjs';
import { cacheDirectory } from '../../src-main/setup/directories.mjs';
import { findEngine } from '../../src-main/setup/find-engine.mjs';
import { errorMessage } from '../../src-main/setup/setup-error.mjs';
import { evaluateRow, lineWithout } from './evaluate-row.mjs';
import { measureLongRun } from './long-run.mjs';
import { measureGroup } from './measure-group.mjs';
import { trainingFlops } from './network-work.mjs';
import { clearProgress, say } from './progress.mjs';
import { pythonFor } from './python-environment.mjs';
import { factsText, tableText } from './report.mjs';
import { allRows, groups } from './rows.mjs';
import { loadText, surroundings } from './surroundings.mjs';
import { killWorkers } from './worker.mjs';
import { programOf, workerTitle } from './worker-commands.mjs';

/** @typedef {import('./rows.mjs').Row} Row */
/** @typedef {import('./worker-commands.mjs').Program} Program */

const usage = `npm run bench -- [options]     about half an hour on two cores without any
  --quick        within three minutes: batches of 64, few rounds, without the slowest rows
  --pytorch      PyTorch too (about 3 GB to download the first time)
  --only WORDS   the rows whose group and name hold all these words
  --rounds N     rounds of each group (10; with --quick 5, as far as there is time)
  --json FILE    where the table goes as JSON`;

const { values: options } = parseArgs({
  options: {
    quick: { type: 'boolean', default: false },
    pytorch: { type: 'boolean', default: false },
    only: { type: 'string', default: '' },
    rounds: { type: 'string' },
    json: { type: 'string', default: path.join(cacheDirectory(), 'bench', 'results.json') },
    help: { type: 'boolean', default: false },
  },
});
const { quick } = options;
const quickSeconds = 165;
const started = performance.now();
const root = fileURLToPath(new URL('../..', import.meta.url));

const abort = new AbortController();
for (const name of /** @type {const} */ (['SIGINT', 'SIGTERM', 'SIGHUP'])) {
  process.on(name, () => {
    abort.abort();
    killWorkers();
  });
}

/**
 * Why a row is left out, or ''.
 * @param {Row} row
 */
function obstacle({ quick: hasItsPlace, peers }) {
  if (quick && !hasItsPlace) return 'not with --quick';
  const asked = options.pytorch || peers.some(({ worker }) => programOf(worker) !== 'torch');
  return asked ? '' : 'only with --pytorch';
}

/**
 * The Pythons that the rows need; what can't be had, with the reason.
 * @param {Row[]} rows
 */
async function findPythons(rows) {
  /** @type {Partial<Record<Program, string>>} */
  const pythons = {};
  /** @type {Partial<Record<Program, string>>} */
  const missing = options.pytorch ? {} : { torch: 'only with --pytorch' };
  for (const program of /** @type {const} */ (['keras', 'torch'])) {
    const needed = rows.some(({ peers }) =>
      peers.some(({ worker }) => programOf(worker) === program),
    );
    if (!needed || missing[program]) continue;
    const { python, failure } = await pythonFor(program, { say, signal: abort.signal });
    if (failure === '') pythons[program] = python;
    else missing[program] = failure;
  }
  return { pythons, missing };
}

/**
 * @param {Row[]} rows
 * @param {Partial<Record<Program, string>>} missing
 */
function needsOf(rows, missing) {
  /** @type {Map<string, Set<string>>} */
  const needs = new Map();
  for (const { worker, measure } of rows.flatMap(({ ours, peers }) => [ours, ...peers])) {
    if (missing[programOf(worker)] || (quick && worker.endsWith('jit'))) continue;
    needs.set(worker, (needs.get(worker) ?? new Set()).add(measure));
  }
  // Memory is that of a training.
  for (const measures of needs.values()) if (measures.has('memory')) measures.add('train');
  return needs;
}

async function main() {
  if (!isBuilt(root)) await build(root, { onStart: (name) => say(`Building the ${name}`) });
  if (findEngine() === null) {
    throw new Error('The native engine is missing: run `npm run digits -- engine install`.');
  }
  const { facts, best } = await surroundings();
  const words = options.only.toLowerCase().split(/\s+/);
  const rows = allRows(best).filter(({ group, label }) =>
    words.every((word) => `${group} ${label}`.toLowerCase().includes(word)),
  );
  if (rows.length === 0) {
    const names = allRows(best).map(({ group, label }) => `  ${group}: ${label}`);
    throw new Error(`No row has "${options.only}" in its name. There are:\n${names.join('\n')}`);
  }
  const { pythons, missing } = await findPythons(rows.filter((row) => obstacle(row) === ''));
  /** @type {number[]} */
  const loads = [];
  const flops = await trainingFlops(1);
  const measuringSince = performance.now();
  /** @type {import('./evaluate-row.mjs').Line[]} */
  const lines = [];
  /** @type {Record<string, Record<string, Record<string, number[]>>>} */
  const measured = {};

  for (const group of groups) {
    const mine = rows.filter((row) => row.group === group.name);
    const possible = mine.filter((row) => obstacle(row) === '');
    const secondsLeft = quickSeconds - (performance.now() - measuringSince) / 1000;
    const inTime = !quick || secondsLeft > 20;
    const reserved = groups
      .slice(groups.indexOf(group) + 1)
      .filter((later) => rows.some((row) => row.group === later.name && obstacle(row) === ''))
      .reduce((sum, later) => sum + later.quickSeconds, 0);
    /** @type {import('./evaluate-row.mjs').Results} */
    let results = new Map();
    if (possible.length > 0 && inTime) {
      const pace = {
        rounds: Number(options.rounds ?? (quick ? 5 : 10)),
        turnSeconds: quick ? 1 : 2.5,
        slowSeconds: quick ? 8 : 30,
        limitSeconds: quick ? secondsLeft - reserved : Number.POSITIVE_INFINITY,
      };
      const measure = group.name === 'long run' ? measureLongRun : measureGroup;
      const needs = needsOf(possible, missing);
      results = await measure(group, { needs, pace, pythons, loads, say, signal: abort.signal });
    }
    for (const row of mine) {
      const absent = row.peers.flatMap(({ worker }) => {
        const why = missing[programOf(worker)];
        return why ? `${workerTitle(worker)}: ${why}` : [];
      });
      const reason = obstacle(row) || (inTime ? '' : 'no time left in --quick');
      if (reason) lines.push(lineWithout(row, reason));
      else {
        const line = evaluateRow(row, results, { batch: group.batch, flops });
        lines.push({ ...line, note: [line.note, ...absent].filter(Boolean).join('; ') });
      }
    }
    for (const [name, { values, versions }] of results) {
      Object.assign(facts, versions);
      measured[group.name] = { ...measured[group.name], [name]: Object.fromEntries(values) };
    }
  }

  clearProgress();
  facts['Other load'] = loadText(loads);
  facts.Duration = `${Math.round((performance.now() - started) / 1000)} s${quick ? ', --quick' : ''}`;
  console.log(`${factsText(facts)}\n\n${tableText(lines)}`);
  mkdirSync(path.dirname(path.resolve(options.json)), { recursive: true });
  writeFileSync(options.json, `${JSON.stringify({ facts, rows: lines, measured }, null, 2)}\n`);
  console.log(`\nAs JSON: ${path.resolve(options.json)}`);
}

if (options.help) {
  console.log(usage);
} else {
  try {
    await main();
  } catch (error) {
    clearProgress();
    const interrupted = abort.signal.aborted;
    const words = interrupted ? 'Interrupted; all workers are ended.' : errorMessage(error);
    process.stderr.write(`${words}\n`);
    process.exitCode = interrupted ? 130 : 1;
  }
}
