import * as tf from '@tensorflow/tfjs';
import { beforeAll, describe, expect, it } from 'vitest';
import { startBackend } from '../../../src-main/engine/backend/start-backend.js';
import { variablesOf } from '../../../src-main/engine/networks/build-network.js';
import { GanTrainer } from '../../../src-main/engine/training/gan-trainer.js';
import { learningRateFactor } from '../../../src-main/engine/training/learning-rate.js';
import { recipeFor } from '../../../src-shared/config/training.js';

beforeAll(async () => {
  await startBackend();
});

const batchSize = 8;
const decay = 0.9;
const config = { ...recipeFor('tuned', 'gan'), noiseDim: 10, seed: 3, guidance: 0 };

const trainer = (averageDecay: number) =>
  new GanTrainer({
    preset: 'tiny',
    config: { ...config, averageDecay },
    labelCount: 0,
    precision: 'float32',
  });

function train(gan: GanTrainer, step: number): void {
  const images = tf.randomUniform<tf.Rank.R4>([batchSize, 28, 28, 1], -1, 1, 'float32', step + 1);
  gan.step(images, { step, firstImage: batchSize * step });
  images.dispose();
}

const valuesOf = (network: tf.Sequential) =>
  variablesOf(network).map((variable) => variable.dataSync<'float32'>().slice());

describe('the averaged generator', () => {
  it('is the moving average of the weights after each step, moving statistics included', () => {
    const gan = trainer(decay);
    const expected = valuesOf(gan.networks.generator);
    for (let step = 0; step < 5; step++) {
      train(gan, step);
      const share = 1 - Math.min(decay, (1 + step) / (10 + step));
      for (const [i, weights] of valuesOf(gan.networks.generator).entries()) {
        weights.forEach((weight, at) => {
          const before = expected[i]?.[at] ?? Number.NaN;
          if (expected[i]) expected[i][at] = before + share * (weight - before);
        });
      }
    }
    const averages = valuesOf(gan.drawingGenerator);
    for (const [i, average] of averages.entries()) {
      average.forEach((value, at) => {
        expect(value).toBeCloseTo(expected[i]?.[at] ?? Number.NaN, 5);
      });
    }
    expect(averages).not.toEqual(valuesOf(gan.networks.generator));
    gan.dispose();
  });

  it('changes nothing in the training itself', () => {
    const weights = [0, decay].map((averageDecay) => {
      const gan = trainer(averageDecay);
      for (const step of [0, 1, 2]) train(gan, step);
      const values = valuesOf(gan.networks.generator);
      gan.dispose();
      return values;
    });
    expect(weights[0]).toEqual(weights[1]);
  });

  it('is the generator itself where no average is kept', () => {
    const gan = trainer(0);
    expect(gan.drawingGenerator).toBe(gan.networks.generator);
    gan.dispose();
  });
});

describe('the learning rate', () => {
  it('stays, then falls in a straight line to 0 at the end', () => {
    const factors = [0, 0.3, 0.65, 0.9, 1].map((done) => learningRateFactor(done, 0.7));
    const expected = [1, 1, 0.5, 1 / 7, 0];
    for (const [i, factor] of factors.entries()) expect(factor).toBeCloseTo(expected[i] ?? -1);
  });

  it('stays throughout without a decay, however long the training', () => {
    expect(learningRateFactor(1, 0)).toBe(1);
    expect(learningRateFactor(100 / Number.POSITIVE_INFINITY, 0.7)).toBe(1);
  });

  it('moves the weights as far as it says', () => {
    const moved = [1, 5].map((steps) => {
      const gan = new GanTrainer({
        preset: 'tiny',
        config: { ...config, learningRateDecay: 1 },
        labelCount: 0,
        steps,
        precision: 'float32',
      });
      const before = valuesOf(gan.networks.generator);
      train(gan, 1);
      const [first, after] = [before[0]?.[0] ?? 0, valuesOf(gan.networks.generator)[0]?.[0] ?? 0];
      gan.dispose();
      return Math.abs(after - first);
    });
    expect(moved[0]).toBe(0);
    expect(moved[1]).toBeGreaterThan(0);
  });
});
