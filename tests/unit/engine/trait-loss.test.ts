import * as tf from '@tensorflow/tfjs';
import { beforeAll, describe, expect, it } from 'vitest';
import { imageTraits, traitLoss } from '../../../src-main/engine/training/trait-loss.js';
import { loadMnist } from '../../../src-main/files/idx/mnist.js';
import { measureTraits } from '../../../src-shared/digits/measure-traits.js';
import {
  type NativeKernels,
  startNativeKernels,
  withKernels,
} from '../../helpers/native-kernels.js';

const pixels = 28 * 28;
const count = 200;

let kernels: NativeKernels;
/** Grey levels, among them a blank image and a full one. */
let levels: Uint8Array;
beforeAll(async () => {
  kernels = await startNativeKernels();
  levels = Uint8Array.from((await loadMnist('train')).images.subarray(0, count * pixels));
  levels.fill(0, 0, pixels);
  levels.fill(255, pixels, 2 * pixels);
});

/** As a generator draws them, in [-1, 1]. */
const asTensor = (grey: Uint8Array) =>
  tf.tensor4d(
    Float32Array.from(grey, (level) => level / 127.5 - 1),
    [grey.length / pixels, 28, 28, 1],
  );

describe('the traits of drawn images', () => {
  for (const form of ['fast', 'plain'] as const) {
    it(`are those that are measured of grey levels (${form} kernels)`, () => {
      const found = withKernels({ used: kernels[form], after: kernels.fast }, () =>
        tf.tidy(() => imageTraits(asTensor(levels)).dataSync<'float32'>()),
      );
      expect(found).toHaveLength(2 * count);
      for (let i = 0; i < count; i++) {
        const { slant, strokeWidth } = measureTraits(levels.subarray(i * pixels, (i + 1) * pixels));
        expect(Math.abs((found[2 * i] ?? Number.NaN) - slant), `slant of ${i}`).toBeLessThan(2e-5);
        const apart = Math.abs((found[2 * i + 1] ?? Number.NaN) - strokeWidth);
        expect(apart, `stroke width of ${i}`).toBeLessThan(2e-5);
      }
    });
  }

  it('have the gradient of finite differences', () => {
    // A grey image, off the corners of the absolute values.
    const images = tf.randomUniform([2, 28, 28, 1], -0.9, 0.9, 'float32', 5);
    const values = tf.tensor2d([
      [0.5, 2],
      [-0.3, 1],
    ]);
    const deviations = tf.tensor2d([
      [0.25, 0.6],
      [0.3, 0.5],
    ]);
    const loss = (of: tf.Tensor) => traitLoss(of, { values, deviations });
    const gradient = tf.grad(loss)(images).dataSync<'float32'>();
    const step = 2e-3;
    for (const place of [0, 27, 300, 405, 783, 784 + 14, 784 + 500, 2 * 784 - 1]) {
      const moved = (by: number) =>
        tf.tidy(() => {
          const change = tf.oneHot(tf.scalar(place, 'int32'), 2 * pixels).mul(by);
          const [result = Number.NaN] = loss(images.add(change.reshape(images.shape))).dataSync();
          return result;
        });
      const expected = (moved(step) - moved(-step)) / (2 * step);
      const apart = Math.abs((gradient[place] ?? Number.NaN) - expected);
      expect(apart, `pixel ${place}`).toBeLessThan(1e-3 + 0.02 * Math.abs(expected));
    }
  });
});

describe('the loss', () => {
  it('is 0 for images that have the traits, and 1 a standard deviation away', () => {
    tf.tidy(() => {
      const images = asTensor(levels.subarray(2 * pixels, 12 * pixels));
      const deviations = tf.tile(tf.tensor2d([[0.25, 0.6]]), [10, 1]);
      const values = imageTraits(images);
      const lossAt = (wanted: tf.Tensor) =>
        traitLoss(images, { values: wanted, deviations }).dataSync()[0];
      expect(lossAt(values)).toBe(0);
      expect(lossAt(values.add(deviations))).toBeCloseTo(1, 4);
      expect(lossAt(values.sub(deviations.mul(2)))).toBeCloseTo(4, 4);
    });
  });
});
