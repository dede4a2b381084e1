// Makes the model that comes with the program, resources/model, from a run folder: its record, its
// history, its last picture, and its generator's weights in float16, half of the bytes. Run by hand:
//
//   node resources/ship-model.mjs RUN_FOLDER [--name NAME] [--spread 1.035]
//
// A generator's digits vary less than real ones. The spread multiplies what the latent vector is multiplied
// with, as if it were drawn that much wider: more variety for a little legibility (docs/training.md).
//
// It needs Node 24, which has Float16Array. Afterwards: digits evaluate --deep for the figures of the
// README and of docs/training.md.
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
const halves = new Float16Array(weights);
if (!halves.every(Number.isFinite)) throw new Error('a weight is too large for float16');
await fs.writeFile(path.join(generator, 'weights.bin'), new Uint8Array(halves.buffer));

for (const { weights } of model.weightsManifest) {
  // What tfjs calls quantization; plain tf.loadLayersModel reads it.
  for (const weight of weights) {
    weight.quantization = { dtype: 'float16', original_dtype: 'float32' };
  }
}
await writeJson(path.join(generator, 'model.json'), model);
console.log(`${target}: ${(halves.byteLength / 1e6).toFixed(1)} MB of weights`);

/** @param {string} file @returns {Promise<any>} */
async function readJson(file) {
  return JSON.parse(await fs.readFile(file, 'utf8'));
}

/** @param {string} file @param {unknown} value */
async function writeJson(file, value) {
  await fs.writeFile(file, `${JSON.stringify(value, null, 2)}\n`);
}
