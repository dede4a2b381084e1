import * as tf from '@tensorflow/tfjs';
import { beforeAll, describe, expect, it } from 'vitest';
import { nativeOps } from '../../../src-main/engine/backend/native-ops.js';
import { startBackend } from '../../../src-main/engine/backend/start-backend.js';
import { variablesOf } from '../../../src-main/engine/networks/build-network.js';
import { DigitSampler } from '../../../src-main/engine/sampling/digit-sampler.js';
import { toPixels } from '../../../src-shared/digits/grey-image.js';
import { conditionOf, inputLength } from '../../../src-shared/networks/condition.js';
import {
  digitOfSeries,
  generatorInputs,
  type WantedDigit,
} from '../../../src-shared/random/hands.js';
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
    const sampler = new DigitSampler(generator, { noiseDim, condition: null });
    const sample = (first: number, count: number) =>
      sampler.sample({ seed: 9, first, count, precision: 'float32' });
    const all = sample(0, 100);
    expect(new Set(all).size).toBeGreaterThan(10);
    for (let i = 0; i < 100; i++) expect(sample(i, 1)).toEqual(all.slice(784 * i, 784 * (i + 1)));
    expect(sample(5, 20)).toEqual(all.slice(784 * 5, 784 * 25));
  });

  it('draws what the network predicts, within a grey level; in bfloat16 close to it', () => {
    const generator = usedGenerator();
    const sampler = new DigitSampler(generator, { noiseDim, condition: null });
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
    const sampler = new DigitSampler(generator, { noiseDim, condition: null });
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
    const sampler = new DigitSampler(generator, { noiseDim, condition: null });
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

describe('a digit sampler that can be asked', () => {
  const condition = conditionOf(noiseDim, [1, 4, 7]);
  const own = { seed: 9, slant: null, strokeWidth: null } as const;

  /** A generator whose batch normalisations have statistics other than their first ones. */
  function open() {
    const { generator } = smallGan({ width: 1 / 16, noiseDim, labelCount: 3 });
    tf.tidy(() => {
      const inputs = tf.randomNormal([32, inputLength(condition)], 0, 1, 'float32', 1);
      generator.apply(inputs, { training: true });
    });
    return { generator, sampler: new DigitSampler(generator, { noiseDim, condition }) };
  }

  const series = (count: number) =>
    Array.from({ length: count }, (_, i) =>
      digitOfSeries(i, { labels: condition.labels, seed: own.seed }),
    );

  it('draws what the network predicts of the inputs, within a grey level', () => {
    const { generator, sampler } = open();
    const digits = series(70);
    const drawn = sampler.write(digits, { ...own, slant: 1.5, precision: 'float32' });
    const expected = tf.tidy(() => {
      const inputs = generatorInputs(condition, { ...own, slant: 1.5, digits });
      const images = generator.predict(
        tf.tensor2d(inputs, [70, inputLength(condition)]),
      ) as tf.Tensor;
      return toPixels(images.dataSync<'float32'>());
    });
    expect(new Set(expected).size).toBeGreaterThan(10);
    expect(largestDifference(drawn, expected)).toBeLessThanOrEqual(1);
    const low = sampler.write(digits, { ...own, slant: 1.5, precision: 'bfloat16' });
    expect(largestDifference(low, expected)).toBeLessThan(10);
  });

  it('draws of a seed what it writes of the series, and of an evaluation other digits', () => {
    const { sampler } = open();
    const written = sampler.write(series(80), { ...own, precision: 'float32' });
    const sample = (first: number, count: number) =>
      sampler.sample({ seed: own.seed, first, count, precision: 'float32' });
    expect(sample(0, 80)).toEqual(written);
    expect(sample(7, 20)).toEqual(written.slice(784 * 7, 784 * 27));
    const measured = sampler.sample({
      ...{ seed: own.seed, first: 0, count: 80, precision: 'float32', stream: 'evaluation' },
    });
    expect(measured).not.toEqual(written);
    const others = sampler.write(series(80), { ...own, forEvaluation: true, precision: 'float32' });
    expect(measured).toEqual(others);
  });

  it('draws a digit the same alone and among others, and another for each that is asked', () => {
    const { sampler } = open();
    const digit: WantedDigit = { label: 4, hand: 3, variant: 2 };
    const write = (...digits: WantedDigit[]) =>
      sampler.write(digits, { ...own, precision: 'float32' });
    const alone = write(digit);
    expect(write(...series(30), digit).slice(784 * 30)).toEqual(alone);
    for (const change of [{ label: 7 }, { hand: 4 }, { variant: 3 }]) {
      expect(write({ ...digit, ...change })).not.toEqual(alone);
    }
    const traits = { ...own, strokeWidth: 2, precision: 'float32' as const };
    expect(sampler.write([digit], traits)).not.toEqual(alone);
  });

  it('shows of an epoch a label in each row and a hand in each column', () => {
    const { sampler } = open();
    const picture = (rows: number, columns: number) =>
      sampler.progressDigits({ seed: own.seed, rows, columns });
    const grid = picture(3, 4);
    const cell = (row: number, column: number, columns = 4) =>
      grid.slice(784 * (columns * row + column), 784 * (columns * row + column + 1));
    const drawn = sampler.sample({ seed: own.seed, first: 0, count: 36, precision: 'float32' });
    const digit = (i: number) => drawn.slice(784 * i, 784 * (i + 1));
    for (let row = 0; row < 3; row++) {
      for (let column = 0; column < 4; column++) {
        // Of the series, column by column: its round and its hand.
        expect(cell(row, column)).toEqual(digit(3 * column + row));
      }
    }
    // Fewer rows than labels, and more: the rows of the next hands.
    expect(picture(2, 4)).toEqual(grid.slice(0, 784 * 8));
    expect(picture(6, 4).slice(0, 784 * 12)).toEqual(grid);
    expect(picture(6, 4).slice(784 * 12, 784 * 13)).toEqual(digit(12));
  });

  it('refuses a label that it does not know, and any where it knows none', () => {
    const { sampler } = open();
    const write = (of: DigitSampler, label: number) =>
      of.write([{ label, hand: 0, variant: 0 }], { ...own, precision: 'float32' });
    expect(() => write(sampler, 2)).toThrow(RangeError);
    const plain = new DigitSampler(usedGenerator(), { noiseDim, condition: null });
    expect(() => write(plain, 1)).toThrow(new RangeError('the generator knows no labels'));
  });

  it('shows of an epoch of a gan the first digits of the series', () => {
    const plain = new DigitSampler(usedGenerator(), { noiseDim, condition: null });
    expect(plain.progressDigits({ seed: 9, rows: 2, columns: 3 })).toEqual(
      plain.sample({ seed: 9, first: 0, count: 6, precision: 'float32' }),
    );
  });

  it('leaves nothing behind', () => {
    const { sampler } = open();
    const native = nativeOps();
    const counts = () => [tf.memory().numTensors, native?.binding.getNumOfTensors()];
    const write = () => sampler.write(series(70), { ...own, precision: 'float32' });
    write();
    const once = counts();
    for (let i = 0; i < 3; i++) write();
    expect(counts()).toEqual(once);
  });
});
