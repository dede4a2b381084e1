import * as tf from '@tensorflow/tfjs';
import { beforeAll, describe, expect, it } from 'vitest';
import { nativeOps } from '../../../src-main/engine/backend/native-ops.js';
import { startBackend } from '../../../src-main/engine/backend/start-backend.js';
import { variablesOf } from '../../../src-main/engine/networks/build-network.js';
import { DigitSampler } from '../../../src-main/engine/sampling/digit-sampler.js';
import { toPixels } from '../../../src-shared/digits/grey-image.js';
import { latentVectors } from '../../../src-shared/random/streams.js';
import { smallGan } from '../../helpers/networks.js';

beforeAll(async () => {
  await startBackend();
});

const noiseDim = 10;

/** A generator whose batch normalisations have statistics other than their first ones. */
function usedGenerator() {
  const { generator } = smallGan({ width: 1 / 16, noiseDim });
  train(generator, 1);
  return generator;
}

/** Moves the weights a little, and the moving statistics with them. */
function train(generator: tf.Sequential, seed: number): void {
  tf.tidy(() => {
    generator.apply(tf.randomNormal([32, noiseDim], 0, 1, 'float32', seed), { training: true });
    for (const [i, variable] of variablesOf(generator).entries()) {
      variable.assign(variable.mul(tf.randomUniform(variable.shape, 1, 1.2, 'float32', seed + i)));
    }
  });
}

/** The most by which two images differ, in grey levels. */
const largestDifference = (a: Uint8Array, b: Uint8Array): number =>
  a.reduce((most, value, i) => Math.max(most, Math.abs(value - (b[i] ?? Number.NaN))), 0);

const options = { seed: 9, first: 3, count: 20 } as const;

/** What the network itself draws. */
const predicted = (generator: tf.Sequential): Uint8Array =>
  tf.tidy(() => {
    const noise = latentVectors({ ...options, noiseDim });
    const images = generator.predict(tf.tensor2d(noise, [options.count, noiseDim])) as tf.Tensor;
    return toPixels(images.dataSync<'float32'>());
  });

describe('a digit sampler', () => {
  it('draws a digit the same alone, in a small batch and among many', () => {
    const { generator } = smallGan({ width: 1 / 16 });
    const sampler = new DigitSampler(generator, { noiseDim });
    const sample = (first: number, count: number) =>
      sampler.sample({ seed: 9, first, count, precision: 'float32' });
    const all = sample(0, 100);
    expect(new Set(all).size).toBeGreaterThan(10);
    for (let i = 0; i < 100; i++) expect(sample(i, 1)).toEqual(all.slice(784 * i, 784 * (i + 1)));
    expect(sample(5, 20)).toEqual(all.slice(784 * 5, 784 * 25));
  });

  it('draws what the network predicts, within a grey level; in bfloat16 close to it', () => {
    const generator = usedGenerator();
    const sampler = new DigitSampler(generator, { noiseDim });
    const expected = predicted(generator);
    expect(new Set(expected).size).toBeGreaterThan(10);
    const exact = sampler.sample({ ...options, precision: 'float32' });
    expect(largestDifference(exact, expected)).toBeLessThanOrEqual(1);
    const low = sampler.sample({ ...options, precision: 'bfloat16' });
    expect(largestDifference(low, expected)).toBeLessThan(10);
    expect(low, 'bfloat16 was not used').not.toEqual(exact);
  });

  it('takes over changed weights when told', () => {
    const generator = usedGenerator();
    const sampler = new DigitSampler(generator, { noiseDim });
    const sample = () => sampler.sample({ ...options, precision: 'float32' });
    const before = sample();
    train(generator, 2);
    expect(largestDifference(predicted(generator), before)).toBeGreaterThan(3);
    sampler.update();
    expect(largestDifference(sample(), predicted(generator))).toBeLessThanOrEqual(1);
  });

  it('leaves nothing behind, and the generator open', () => {
    const generator = usedGenerator();
    const native = nativeOps();
    const counts = () => [tf.memory().numTensors, native?.binding.getNumOfTensors()];
    predicted(generator);
    const before = counts();
    const sampler = new DigitSampler(generator, { noiseDim });
    const sample = () => {
      sampler.update();
      sampler.sample({ ...options, precision: 'float32' });
      sampler.sample({ ...options, precision: 'bfloat16' });
    };
    sample();
    const once = counts();
    for (let i = 0; i < 5; i++) sample();
    expect(counts()).toEqual(once);
    sampler.dispose();
    expect(counts()).toEqual(before);
    predicted(generator);
  });
});
