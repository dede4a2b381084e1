// The recipe experiments of docs/training.md: trains a preset on a fixed number of images with changes to
// the tuned recipe, and measures the raw digits. A number of images, unlike minutes, is the same on a
// busy machine: 60,000 is an epoch, 660,000 what two quiet cores trained in five minutes.
//
//   node tests/bench/recipes.mjs FILE [--preset compact] [--images 660000] [--seeds 1] [--out DIR] [--only NAMES]
//
// FILE is JSON: {"name of a candidate": {changes to the recipe}, …}. A line of JSON is printed and
// appended to DIR/results.jsonl for each; the generators are kept in DIR. What is there is not done again.
import { appendFile, mkdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { loadEngine } from './built-program.mjs';

const { values: options, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    preset: { type: 'string', default: 'compact' },
    images: { type: 'string', default: '660000' },
    seeds: { type: 'string', default: '1' },
    only: { type: 'string' },
    out: { type: 'string', default: 'recipe-experiments' },
  },
});
const [file] = positionals;
if (file === undefined) throw new Error('name a JSON file of candidates');
/** @type {Record<string, Record<string, number>>} */
const candidates = JSON.parse(await readFile(file, 'utf8'));
const preset = /** @type {import('../../src-shared/config/presets.js').PresetName} */ (
  options.preset
);
const totalImages = Number(options.images);
/** Digits measured: the first ones of a seed that no training uses. */
const sample = { seed: 2_000_000, count: 10_000 };

const engine = await loadEngine();
const backend = await engine.startBackend();
const { precision } = await engine.engineRecord('auto');
const { images, count } = await engine.loadMnist('train');
const recogniser = await engine.openRecogniser();
const judge = await engine.openRecogniser(path.resolve(import.meta.dirname, '../judge'));
const real = momentsOf(images);

await mkdir(options.out, { recursive: true });
const results = path.join(options.out, 'results.jsonl');
const known = await readFile(results, 'utf8').catch(() => '');
const done = known.split('\n').flatMap((line) => (line === '' ? [] : [JSON.parse(line)]));
for (const seed of options.seeds.split(',').map(Number)) {
  for (const [name, changes] of Object.entries(candidates)) {
    if (options.only !== undefined && !options.only.split(',').includes(name)) continue;
    const same = (/** @type {Row} */ row) =>
      row.name === name && row.seed === seed && row.images === totalImages && row.preset === preset;
    if (done.some(same)) continue;
    await run(name, changes, seed);
  }
}

/**
 * @typedef {{ name: string, preset: string, seed: number, images: number }} Row
 * @param {string} name @param {Record<string, number>} changes @param {number} seed
 */
async function run(name, changes, seed) {
  const config = engine.completeConfig('tuned', { ...changes, precision }, seed);
  const { batchSize } = config;
  const convolutions = await engine.fastestGanConvolutions(
    { version: backend.version, precision },
    { preset, ...config },
  );
  const steps = Math.floor(totalImages / batchSize);
  const guide = await engine.openGuide(config);
  const trainer = new engine.GanTrainer({
    ...{ preset, config, steps, precision, convolutions },
    ...guide,
  });
  const table = engine.kernels().createImageTable(images, count);
  const started = performance.now();
  let step = 0;
  for (let epoch = 0; step < steps; epoch++) {
    const plan = { images: count, batchSize, seed };
    for (const indices of engine.epochBatches(plan, { epoch, firstBatch: 0 })) {
      if (indices.length < batchSize || step === steps) continue;
      const batch = table.batch(indices);
      const { generatorLoss } = trainer.step(batch, { step, firstImage: step * batchSize });
      batch.dispose();
      if (!Number.isFinite(generatorLoss)) throw new Error(`${name} diverged at step ${step}`);
      if (++step % 2000 === 0) console.error(`${name} ${seed}: step ${step} of ${steps}`);
    }
  }
  const seconds = Math.round((performance.now() - started) / 1000);
  const { networks, drawingGenerator } = trainer;
  const averaged = drawingGenerator !== networks.generator;
  const row = {
    ...{ name, preset, seed, images: totalImages, changes, seconds },
    ...(averaged ? { weights: measure(networks.generator, config) } : {}),
    drawn: measure(drawingGenerator, config),
  };
  const folder = path.join(options.out, `${preset}-${totalImages}-${name}-${seed}`);
  await engine.saveModel(folder, drawingGenerator);
  trainer.dispose();
  guide.recogniser?.dispose();
  table.dispose();
  const line = JSON.stringify(row);
  console.log(line);
  await appendFile(results, `${line}\n`);
}

/**
 * What both classifiers say of a generator's raw digits; the judge's part chooses nothing.
 * @param {import('@tensorflow/tfjs').Sequential} generator @param {{ noiseDim: number }} config
 */
function measure(generator, { noiseDim }) {
  const sampler = new engine.DigitSampler(generator, { noiseDim });
  const digits = sampler.sample({ ...sample, first: 0, precision: 'float32' });
  sampler.dispose();
  const recognised = recogniser.recognise(digits);
  const moments = new engine.FeatureMoments(recogniser.featureCount);
  moments.add(recognised.features);
  const judged = engine.topClasses(judge.recognise(digits).probabilities);
  return {
    ...legibility(engine.topClasses(recognised.probabilities)),
    frechet: round(engine.frechetDistance(real, moments.moments())),
    judge: legibility(judged),
  };
}

/** @param {ReturnType<typeof engine.topClasses>} top */
function legibility({ classes, confidences }) {
  const shares = engine.classShares(classes);
  return {
    legible: round(engine.legibleShare(confidences)),
    smallestClass: round(Math.min(...shares)),
    entropy: round(engine.entropyShare(shares)),
  };
}

/** @param {Uint8Array} pixels */
function momentsOf(pixels) {
  const moments = new engine.FeatureMoments(recogniser.featureCount);
  const batch = 1000 * 28 * 28;
  for (let start = 0; start < pixels.length; start += batch) {
    moments.add(recogniser.recognise(pixels.subarray(start, start + batch)).features);
  }
  return moments.moments();
}

/** @param {number} value */
function round(value) {
  return Number(value.toFixed(4));
}
