// What the figures hold for: this machine, and what else it had to do.
import { execFile } from 'node:child_process';
import os from 'node:os';
import process from 'node:process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { detectProcessor } from '../../src-main/setup/machine.mjs';

/** Seconds that all cores together have been busy since the machine was started. */
const busySeconds = () =>
  os.cpus().reduce((sum, { times }) => sum + times.user + times.nice + times.sys + times.irq, 0) /
  1_000;

/**
 * Runs work and finds what share of all cores others kept busy meanwhile: other programs, or workers that should idle.
 * @param {() => Promise<number>} work gives the processor time it took itself, s
 */
export async function otherLoad(work) {
  const started = performance.now();
  const before = busySeconds();
  const own = await work();
  const others = busySeconds() - before - own;
  return Math.max(0, others / os.cpus().length / ((performance.now() - started) / 1_000));
}

export async function surroundings() {
  const { model, cores, features } = await detectProcessor();
  /** @type {Record<string, string>} */
  const facts = {
    Date: new Date().toISOString().slice(0, 16).replace('T', ' '),
    Processor: `${model}, ${cores} cores`,
    Features: features.join(' '),
    Memory: `${(os.totalmem() / 2 ** 30).toFixed(0)} GiB`,
  };
  return { facts, best: await automaticPrecision() };
}

/**
 * What `--precision auto` takes on this machine.
 * @returns {Promise<'float32' | 'bfloat16'>}
 */
async function automaticPrecision() {
  const digits = fileURLToPath(new URL('../../src-main/setup/digits.mjs', import.meta.url));
  const { stdout } = await promisify(execFile)(process.execPath, [digits, 'doctor', '--json']);
  return JSON.parse(stdout).precision.auto;
}

/** @param {number[]} loads one for each turn */
export function loadText(loads) {
  const percent = (/** @type {number} */ load) => `${Math.round(load * 100)}%`;
  const mean = loads.reduce((sum, load) => sum + load, 0) / Math.max(1, loads.length);
  const disturbed = loads.filter((load) => load > 0.1).length;
  const text = `${percent(mean)} of the cores on average; more than 10% in ${disturbed} of ${loads.length} turns`;
  return disturbed > loads.length / 10 ? `${text}: TOO MUCH, the figures are worth little` : text;
}
