// Makes the model that comes with the program, resources/model, from a run folder: its record, its
// history, its last picture, and its generator's weights: large ones in a byte each, the others in float16.
// Run by hand:
//
//   node resources/ship-model.mjs RUN_FOLDER [--name NAME] [--spread 1.02]
//
// A generator's digits vary less than real ones. The spread multiplies what the latent vector is multiplied
// with, as if it were drawn that much wider: more variety for a little legibility (docs/training.md).
//
// It needs Node 24, which has Float16Array. Afterwards: digits evaluate --deep for the figures of the
// README and of docs/training.md.
import { createHash } from 'node:crypto';
import fs from 'node:fs/promises';
import path from 'node:path';
import { parseArgs } from 'node:util';

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    name: { type: 'string', default: 'Built-in model' },
    spread: { type: 'string', default: '1' },
  },
});
/** Weights of fewer values have two bytes for each: together they are small. */
const fewForBytes = 50_000;
const [run] = positionals;
const spread = Number(values.spread);
if (run === undefined) throw new Error('name a run folder');
if (!('Float16Array' in globalThis)) throw new Error('Node 24 is needed: it has Float16Array');
const Float16Array = /** @type {any} */ (globalThis).Float16Array;

const target = path.join(import.meta.dirname, 'model');
const generator = path.join(target, 'generator');
const pictures = path.join(target, 'progress');
await fs.rm(target, { recursive: true, force: true });
for (const folder of [generator, pictures]) await fs.mkdir(folder, { recursive: true });

const record = await readJson(path.join(run, 'run.json'));
await writeJson(path.join(target, 'run.json'), { ...record, name: values.name, spread });
await fs.copyFile(path.join(run, 'history.csv'), path.join(target, 'history.csv'));

const last = (await fs.readdir(path.join(run, 'progress'))).sort().at(-1);
if (last !== undefined) {
  await fs.copyFile(path.join(run, 'progress', last), path.join(pictures, last));
}

const bytes = new Uint8Array(await fs.readFile(path.join(run, 'generator/weights.bin')));
const weights = new Float32Array(bytes.buffer);
// The first layer's kernel, [inputs, units]: its first rows are the latent vector's.
const model = await readJson(path.join(run, 'generator/model.json'));
const [, units] = model.weightsManifest[0].weights[0].shape;
for (let i = 0; i < record.config.noiseDim * units; i++) weights[i] = (weights[i] ?? 0) * spread;
// What tfjs calls quantization; plain tf.loadLayersModel reads it.
const pieces = [];
let start = 0;
for (const weight of model.weightsManifest[0].weights) {
  const count = weight.shape.reduce(
    (/** @type {number} */ size, /** @type {number} */ side) => size * side,
    1,
  );
  const values = weights.subarray(start, start + count);
  start += count;
  const { bytes, ...quantization } = count < fewForBytes ? inHalves(values) : inBytes(values);
  weight.quantization = { ...quantization, original_dtype: 'float32' };
  pieces.push(bytes);
}
const all = Buffer.concat(pieces);
await fs.writeFile(path.join(generator, 'weights.bin'), all);
model.weightsSha256 = [createHash('sha256').update(all).digest('hex')];
await writeJson(path.join(generator, 'model.json'), model);
console.log(`${target}: ${(all.length / 1e6).toFixed(1)} MB of weights`);

/** @param {Float32Array} values */
function inHalves(values) {
  const halves = new Float16Array(values);
  if (!halves.every(Number.isFinite)) throw new Error('a weight is too large for float16');
  return { bytes: new Uint8Array(halves.buffer), dtype: 'float16' };
}

/** A value is min and so many times scale. @param {Float32Array} values */
function inBytes(values) {
  let [min, max] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
  for (const value of values) [min, max] = [Math.min(min, value), Math.max(max, value)];
  const scale = (max - min) / 255;
  const bytes = Uint8Array.from(values, (value) => Math.round((value - min) / scale));
  return { bytes, dtype: 'uint8', min, scale };
}

/** @param {string} file @returns {Promise<any>} */
async function readJson(file) {
  return JSON.parse(await fs.readFile(file, 'utf8'));
}

/** @param {string} file @param {unknown} value */
async function writeJson(file, value) {
  await fs.writeFile(file, `${JSON.stringify(value, null, 2)}\n`);
}
