import * as tf from '@tensorflow/tfjs';
import { beforeAll, describe, expect, it } from 'vitest';
import { nativeOps } from '../../../src-main/engine/backend/native-ops.js';
import { startBackend } from '../../../src-main/engine/backend/start-backend.js';
import { variablesOf } from '../../../src-main/engine/networks/build-network.js';
import { GanTrainer } from '../../../src-main/engine/training/gan-trainer.js';
import { openGuide } from '../../../src-main/engine/training/open-guide.js';
import { recipes, type TrainingConfig } from '../../../src-shared/config/training.js';
import { joined, relativeError } from '../../helpers/networks.js';

let guide: Awaited<ReturnType<typeof openGuide>>;
beforeAll(async () => {
  await startBackend();
  guide = await openGuide(recipes.tuned);
});

const trainer = (
  precision: 'float32' | 'bfloat16',
  change: Partial<TrainingConfig> = {},
  steps = Number.POSITIVE_INFINITY,
) =>
  new GanTrainer({
    ...guide,
    preset: 'tiny',
    config: { ...recipes.tuned, noiseDim: 10, seed: 3, ...change },
    precision,
    steps,
  });

/** A batch that differs from step to step. */
const images = (step: number) =>
  tf.randomUniform<tf.Rank.R4>([8, 28, 28, 1], -1, 1, 'float32', step + 1);

describe('one step', () => {
  it('moves every weight of both networks', () => {
    const gan = trainer('float32');
    const { generator, discriminator } = gan.networks;
    const variables = [...variablesOf(generator), ...variablesOf(discriminator)];
    const before = variables.map((variable) => variable.dataSync().slice());
    // The second step: before the first one all biases of the discriminator's last layers rest.
    for (const step of [0, 1]) gan.step(images(step), { step, firstImage: 8 * step });
    for (const [i, variable] of variables.entries()) {
      expect(variable.dataSync(), variable.name).not.toEqual(before[i]);
    }
  });

  it('has moved every weight of the generator when it returns, the first one too', () => {
    const gan = trainer('float32');
    const weights = variablesOf(gan.networks.generator);
    const before = weights.map((variable) => variable.dataSync().slice());
    gan.step(images(0), { step: 0, firstImage: 0 });
    for (const [i, variable] of weights.entries()) {
      expect(variable.dataSync(), variable.name).not.toEqual(before[i]);
    }
  });

  it('is guided as far as the learning rates have fallen', () => {
    // Three steps; in the third one the learning rates, and what the guidance still lacks, are halved.
    const weightsAfter = (steps: number, change: Partial<TrainingConfig>) => {
      const gan = trainer('float32', { learningRateDecay: 2 / 3, ...change }, 3);
      for (let step = 0; step < steps; step++) {
        gan.step(images(step), { step, firstImage: 8 * step });
      }
      return joined(variablesOf(gan.networks.generator));
    };
    const apart = (steps: number, one: Partial<TrainingConfig>, other: Partial<TrainingConfig>) =>
      relativeError(weightsAfter(steps, one), weightsAfter(steps, other));
    const [alone, growing] = [{ guidance: 0 }, { guidance: 4, guidanceGrowth: 1 }];
    expect(apart(2, growing, alone)).toBeLessThan(1e-5);
    expect(apart(2, { guidance: 4, guidanceGrowth: 0 }, alone)).toBeGreaterThan(1e-3);
    expect(apart(3, growing, alone)).toBeGreaterThan(1e-4);
  });

  for (const precision of ['float32', 'bfloat16'] as const) {
    it(`leaves nothing behind, in tfjs or in TensorFlow (${precision})`, () => {
      const gan = trainer(precision);
      const native = nativeOps();
      const run = (step: number) => {
        const batch = images(step);
        gan.step(batch, { step, firstImage: 8 * step });
        batch.dispose();
      };
      run(0);
      const tensors = tf.memory().numTensors;
      const nativeTensors = native?.binding.getNumOfTensors();
      for (let step = 1; step < 5; step++) run(step);
      expect(tf.memory().numTensors).toBe(tensors);
      expect(native?.binding.getNumOfTensors()).toBe(nativeTensors);
    });
  }

  it('takes batches of any size, and gives everything back at the end', () => {
    const native = nativeOps();
    const counts = () => [tf.memory().numTensors, native?.binding.getNumOfTensors()];
    const batches = [8, 8, 3, 8, 1].map((count, step) =>
      tf.randomUniform<tf.Rank.R4>([count, 28, 28, 1], -1, 1, 'float32', step + 1),
    );
    tf.dispose(batches.map((batch) => batch.add(0)));
    const before = counts();
    const gan = trainer('float32');
    let firstImage = 0;
    for (const [step, batch] of batches.entries()) {
      const { generatorLoss, discriminatorLoss } = gan.step(batch, { step, firstImage });
      expect(Number.isFinite(generatorLoss + discriminatorLoss)).toBe(true);
      firstImage += batch.shape[0];
    }
    gan.dispose();
    expect(counts()).toEqual(before);
  });

  it('depends on the seed, the step and the images alone, in either precision', () => {
    for (const precision of ['float32', 'bfloat16'] as const) {
      const losses = () => {
        const gan = trainer(precision);
        return [0, 1, 2].map((step) => gan.step(images(step), { step, firstImage: 8 * step }));
      };
      expect(losses()).toEqual(losses());
    }
  });
});
