// The recipe experiments of docs/training.md: trains a preset on a fixed number of images with changes to
// the tuned recipe, and measures the raw digits. A number of images, unlike minutes, is the same on a
// busy machine: 60,000 is an epoch, 660,000 what two quiet cores trained in five minutes.
//
//   node tests/bench/recipes.mjs [FILE] [--preset compact] [--images 660000] [--seeds 1] [--out DIR] [--only NAMES]
//
// FILE is JSON: {"name of a candidate": {changes to the recipe}, …}; without it, those of docs/training.md.
// A line of JSON is printed for each candidate and seed. The generators are kept in DIR, and are measured
// instead of being trained again.
import { existsSync } from 'node:fs';
import { mkdir, readFile } from 'node:fs/promises';
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
const [file = path.join(import.meta.dirname, 'recipes.json')] = positionals;
/** @typedef {Partial<import('../../src-shared/config/training.js').TrainingConfig>} Changes */
/** @type {Record<string, Changes>} */
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
const training = await engine.loadMnist('train');
const { images, labels, count, sha256, labelsSha256 } = training;
const test = await engine.loadMnist('t10k');
const recogniser = await engine.openRecogniser();
const judge = await engine.openRecogniser(path.resolve(import.meta.dirname, '../judge'));
/** The moments of the real images in the features of each. */
const real = { recogniser: momentsOf(recogniser, images), judge: momentsOf(judge, images) };
/** What both say of the real test images. */
const tested = {
  recogniser: recogniser.recognise(test.images),
  judge: judge.recognise(test.images),
};

await mkdir(options.out, { recursive: true });
for (const seed of options.seeds.split(',').map(Number)) {
  for (const [name, changes] of Object.entries(candidates)) {
    if (options.only === undefined || options.only.split(',').includes(name)) {
      await run(name, changes, seed);
    }
  }
}

/** @param {string} name @param {Changes} changes @param {number} seed */
async function run(name, changes, seed) {
  const folder = path.join(options.out, `${preset}-${totalImages}-${name}-${seed}`);
  if (!existsSync(path.join(folder, 'model.json'))) await train(folder, { name, changes, seed });
  const generator = await engine.loadGenerator(folder);
  const row = { name, preset, seed, images: totalImages, changes };
  console.log(JSON.stringify({ ...row, ...measure(generator) }));
  generator.network.dispose();
}

/**
 * @param {string} folder of the generator
 * @param {{ name: string, changes: Changes, seed: number }} candidate
 */
async function train(folder, { name, changes, seed }) {
  const config = engine.completeConfig('tuned', { ...changes, precision }, seed);
  const { batchSize } = config;
  const convolutions = await engine.fastestGanConvolutions(
    { version: backend.version, precision },
    { preset, ...config },
  );
  const steps = Math.floor(totalImages / batchSize);
  const guide = await engine.openGuide(config);
  const known = config.kind === 'conditional' ? engine.digitLabels : [];
  const allographs = await engine.openAllographs(
    {
      config,
      dataset: { images: count, labels: [...known], sha256, labelsSha256: labelsSha256 ?? '' },
      training,
    },
    async () => {},
  );
  const requests =
    known.length > 0 ? new engine.Requests(images, { labels, known, allographs }) : null;
  const trainer = new engine.GanTrainer({
    ...{ preset, config, steps, precision, convolutions, labelCount: known.length },
    allographCount: config.allographs,
    ...guide,
    labels: known,
  });
  const table = engine.kernels().createImageTable(images, count);
  const started = performance.now();
  let step = 0;
  for (let epoch = 0; step < steps; epoch++) {
    const plan = { images: count, batchSize, seed };
    for (const indices of engine.epochBatches(plan, { epoch, firstBatch: 0 })) {
      if (indices.length < batchSize || step === steps) continue;
      const batch = table.batch(indices);
      const request = requests?.batch(indices);
      const losses = trainer.step(batch, { step, firstImage: step * batchSize }, request);
      for (const tensor of [batch, ...Object.values(request ?? {})]) tensor.dispose();
      if (!Number.isFinite(losses.generatorLoss + losses.discriminatorLoss)) {
        throw new Error(`${name} diverged at step ${step}`);
      }
      if (++step % 2000 === 0) {
        const pace = (step * batchSize * 1000) / (performance.now() - started);
        console.error(`${name} ${seed}: step ${step} of ${steps}, ${pace.toFixed(0)} images/s`);
      }
    }
  }
  const condition =
    known.length > 0 ? engine.conditionOf(config.noiseDim, known, allographs?.counts) : null;
  await engine.saveModel(folder, trainer.drawingGenerator, condition);
  const seconds = Math.round((performance.now() - started) / 1000);
  console.error(`${name} ${seed}: ${seconds} seconds`);
  trainer.dispose();
  table.dispose();
}

/**
 * What both classifiers say of a generator's raw digits; the judge's part chooses nothing.
 * @param {import('../../src-main/engine/models/model-folder.js').LoadedGenerator} generator
 */
function measure({ network, noiseDim, condition }) {
  const sampler = new engine.DigitSampler(network, { noiseDim, condition });
  const digits = sampler.sample({ ...sample, first: 0, precision: 'float32' });
  sampler.dispose();
  const said = (/** @type {'recogniser' | 'judge'} */ name) => {
    const reader = { recogniser, judge }[name];
    const recognised = reader.recognise(digits);
    const { probabilities, features } = recognised;
    const { classes, confidences } = engine.topClasses(probabilities);
    const shares = engine.classShares(classes);
    const moments = new engine.FeatureMoments(reader.featureCount);
    moments.add(features);
    return {
      legible: round(engine.legibleShare(confidences)),
      smallestClass: round(Math.min(...shares)),
      entropy: round(engine.entropyShare(shares)),
      frechet: round(engine.frechetDistance(real[name], moments.moments())),
      ...(condition ? asked(condition, name, { digits, recognised }) : {}),
    };
  };
  return { recogniser: said('recogniser'), judge: said('judge') };
}

/**
 * What digits that were asked for are worth, by one of the classifiers.
 * @param {import('../../src-shared/networks/condition.js').Condition} condition
 * @param {'recogniser' | 'judge'} name
 * @param {{ digits: Uint8Array, recognised: ReturnType<typeof judge.recognise> }} drawn
 */
function asked({ labels: known }, name, { digits, recognised }) {
  const { seed, count: drawn } = sample;
  const measured = new engine.AskedDigits(
    (/** @type {number} */ i) => engine.digitOfSeries(i, { labels: known, seed }),
    { count: drawn, testLabels: test.labels, recogniser: { recogniser, judge }[name] },
  );
  measured.addDrawn(0, digits, recognised);
  measured.addReal(0, tested[name].features);
  const { agreement, agreementByLabel, variety, hands } = measured.result();
  return {
    asked: round(agreement),
    worstLabel: round(Math.min(...agreementByLabel.map((it) => it.agreement))),
    variety: round(variety),
    hands: hands && [round(hands.slant), round(hands.strokeWidth)],
  };
}

/** @param {import('../../src-main/engine/recogniser/recogniser.js').Recogniser} reader @param {Uint8Array} pixels */
function momentsOf(reader, pixels) {
  const moments = new engine.FeatureMoments(reader.featureCount);
  const batch = 1000 * 28 * 28;
  for (let start = 0; start < pixels.length; start += batch) {
    moments.add(reader.recognise(pixels.subarray(start, start + batch)).features);
  }
  return moments.moments();
}

/** @param {number} value */
function round(value) {
  return Number(value.toFixed(4));
}
