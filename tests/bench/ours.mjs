// This program as a worker of the benchmark. All that knows the engine's insides is here.
import { mkdtemp, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { loadEngine } from './built-program.mjs';
import { createPeakMeter } from './convolution-peak.mjs';
import { options, serve, timed } from './worker-loop.mjs';

const { batch, precision, preset } = options;
const engine = await loadEngine();
const backend = await engine.startBackend();
const native = engine.nativeOps();
if (native === null) throw new Error('the native engine is not installed');

const seed = 1;
// What the peers train: a GAN alone, with dropout.
/** @type {Partial<import('../../src-shared/config/training.js').TrainingConfig>} */
const plain = { kind: 'gan', dropout: 0.3, averageDecay: 0, guidance: 0 };
const config = engine.completeConfig('tuned', { batchSize: batch, precision, ...plain }, seed);
const convolutions = await engine.fastestGanConvolutions(
  { version: backend.version, precision },
  { preset, ...config },
);
const newTrainer = () =>
  new engine.GanTrainer({ preset, config, precision, convolutions, labelCount: 0 });

/** Trains as a training does: shuffled images, every epoch anew; short batches are left out. */
async function startTraining() {
  const { images, count } = await engine.loadMnist('train');
  const table = engine.kernels().createImageTable(images, count);
  const trainer = newTrainer();
  const plan = { images: count, batchSize: batch, seed };
  function* allBatches() {
    for (let epoch = 0; ; epoch++) yield* engine.epochBatches(plan, { epoch, firstBatch: 0 });
  }
  const batches = allBatches();
  let step = 0;
  return async () => {
    let indices = batches.next().value;
    while (indices?.length !== batch) indices = batches.next().value;
    const real = table.batch(indices);
    const losses = await trainer.step(real, { step, firstImage: step * batch });
    real.dispose();
    step++;
    if (!Number.isFinite(losses.generatorLoss + losses.discriminatorLoss)) {
      throw new Error('a loss is not finite');
    }
  };
}

/** Draws as the commands do: from a saved model, in float32. */
async function openModel() {
  const folder = await mkdtemp(path.join(os.tmpdir(), 'digits-bench-model-'));
  try {
    const trainer = newTrainer();
    await engine.saveModel(folder, trainer.networks.generator);
    trainer.dispose();
    return await engine.openGenerator(folder);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** @type {Promise<() => Promise<void>> | undefined} */
let training;
/** @type {ReturnType<typeof openModel> | undefined} */
let model;
/** @type {ReturnType<typeof createPeakMeter> | undefined} */
let peak;
let nextSeed = 0;

await serve(
  { Node: process.versions.node, TensorFlow: backend.version },
  {
    train: async ({ steps }) => {
      training ??= startTraining();
      return timed(steps, await training);
    },
    generate: async ({ count, repeats }) => {
      model ??= openModel();
      const { sampler } = await model;
      return timed(repeats, () =>
        sampler.sample({ seed: nextSeed++, first: 0, count, precision: 'float32' }),
      );
    },
    peak: async () => {
      peak ??= createPeakMeter(native);
      return { values: [(await peak)()] };
    },
    /** What it holds now, as against the most it ever held. */
    resident: async () => ({ values: [process.memoryUsage.rss()] }),
  },
);
