import * as tf from '@tensorflow/tfjs';
import { beforeAll, describe, expect, it } from 'vitest';
import { withPrecision } from '../../../src-main/engine/backend/bfloat16-convolutions.js';
import {
  type Kernels,
  nativeKernels,
  plainKernels,
} from '../../../src-main/engine/backend/kernels.js';
import { nativeOps } from '../../../src-main/engine/backend/native-ops.js';
import { startBackend } from '../../../src-main/engine/backend/start-backend.js';
import { relativeError } from '../../helpers/networks.js';

let fast: Kernels;
beforeAll(async () => {
  await startBackend();
  const native = nativeOps();
  if (!native) throw new Error('these tests need the native engine');
  fast = nativeKernels(native);
});

describe('batch normalisation', () => {
  for (const shape of [
    [5, 12],
    [4, 7, 7, 3],
    [1, 6],
  ]) {
    it(`fused equals plain on [${shape}]: output, moments and gradients`, () => {
      const x = tf.randomNormal(shape, 1, 2, 'float32', 1);
      const channels = shape.at(-1) ?? 0;
      const gamma = tf.randomNormal([channels], 1, 0.1, 'float32', 2);
      const beta = tf.randomNormal([channels], 0, 0.1, 'float32', 3);
      const weights = tf.randomNormal(shape, 0, 1, 'float32', 4);
      const run = (kernels: Kernels) => {
        const moments: tf.Tensor[] = [];
        const onMoments = (mean: tf.Tensor, variance: tf.Tensor) =>
          moments.push(tf.keep(mean.clone()), tf.keep(variance.clone()));
        const { value, grads } = tf.valueAndGrads((...args: tf.Tensor[]) => {
          const [a, b, c] = args as [tf.Tensor, tf.Tensor, tf.Tensor];
          return kernels
            .normalizeBatch({ x: a, gamma: b, beta: c, epsilon: 1e-3, onMoments })
            .mul(weights)
            .sum();
        })([x, gamma, beta]);
        return [value, ...moments, ...grads];
      };
      const plain = run(plainKernels);
      for (const [i, tensor] of run(fast).entries()) {
        const expected = plain[i] as tf.Tensor;
        const error = tf.tidy(() => tensor.sub(expected).norm().dataSync()[0] ?? Number.NaN);
        const size = tf.tidy(() => expected.norm().dataSync()[0] ?? Number.NaN);
        expect(error, `result ${i}`).toBeLessThan(1e-5 * Math.max(1, size));
      }
    });
  }
});

describe('leaky ReLU', () => {
  it('has the gradient 1 above 0 and the slope below', () => {
    const gradient = tf.grad((x) => tf.leakyRelu(x, 0.3))(tf.tensor1d([-2, -0.5, 0.5, 2]));
    expect(Array.from(gradient.dataSync())).toEqual([0.3, 0.3, 1, 1].map(Math.fround));
  });
});

describe('bfloat16 convolutions', () => {
  const cases = [
    ['conv2d', () => conv2d],
    ['conv2dTranspose', () => conv2dTranspose],
  ] as const;
  for (const [name, operation] of cases) {
    it(`${name} and its gradients are within 1e-2 of float32, and float32 stays exact`, () => {
      const { run, x, filter } = operation()();
      const all = () => {
        const { value, grads } = tf.valueAndGrads((...args: tf.Tensor[]) => {
          const [a, b] = args as [tf.Tensor4D, tf.Tensor4D];
          return run(a, b).square().sum();
        })([x, filter]);
        return [run(x, filter), value, ...grads];
      };
      const plain = all();
      const low = withPrecision('bfloat16', all);
      for (const [i, tensor] of low.entries()) {
        const error = relativeError(tensor, plain[i] as tf.Tensor);
        expect(error).toBeLessThan(1e-2);
        expect(error, 'bfloat16 was not used').toBeGreaterThan(0);
      }
      const again = withPrecision('float32', all);
      expect(relativeError(again[0] as tf.Tensor, plain[0] as tf.Tensor)).toBe(0);
    });
  }

  const conv2d = () => ({
    x: tf.randomNormal<tf.Rank.R4>([2, 14, 14, 8], 0, 1, 'float32', 1),
    filter: tf.randomNormal<tf.Rank.R4>([5, 5, 8, 6], 0, 0.1, 'float32', 2),
    run: (x: tf.Tensor4D, filter: tf.Tensor4D) => tf.conv2d(x, filter, 2, 'same'),
  });
  const conv2dTranspose = () => ({
    x: tf.randomNormal<tf.Rank.R4>([2, 7, 7, 8], 0, 1, 'float32', 1),
    filter: tf.randomNormal<tf.Rank.R4>([5, 5, 6, 8], 0, 0.1, 'float32', 2),
    run: (x: tf.Tensor4D, filter: tf.Tensor4D) =>
      tf.conv2dTranspose(x, filter, [2, 14, 14, 6], 2, 'same'),
  });
});

describe('random numbers for dropout', () => {
  it('depend on the key alone, are uniform in [0, 1) and differ between keys', () => {
    for (const kernels of [plainKernels, fast]) {
      const first = kernels.randomUniform([100, 100], [1, 2]).dataSync<'float32'>();
      expect(kernels.randomUniform([100, 100], [1, 2]).dataSync()).toEqual(first);
      expect(kernels.randomUniform([100, 100], [1, 3]).dataSync()).not.toEqual(first);
      const mean = first.reduce((sum, value) => sum + value, 0) / first.length;
      expect(Math.abs(mean - 0.5)).toBeLessThan(0.01);
      expect(first.every((value) => value >= 0 && value < 1)).toBe(true);
    }
  });
});

describe('image table', () => {
  it('takes the images asked for, in [-1, 1], the same in both forms', () => {
    const images = Uint8Array.from({ length: 5 * 784 }, (_, i) => (i * 31) % 256);
    const batch = (kernels: Kernels) => {
      const table = kernels.createImageTable(images, 5);
      const taken = table.batch(Int32Array.of(4, 0, 4));
      table.dispose();
      return taken;
    };
    const native = batch(fast);
    expect(native.shape).toEqual([3, 28, 28, 1]);
    expect(native.dataSync()).toEqual(batch(plainKernels).dataSync());
    const pixel = images[4 * 784 + 5] ?? 0;
    expect(native.dataSync()[5]).toBeCloseTo((pixel - 127.5) / 127.5, 6);
  });
});

describe('Adam', () => {
  const options = { learningRate: 1e-2, beta1: 0.5, beta2: 0.999, epsilon: 1e-7 };
  const start = () => [
    tf.variable(tf.randomNormal([4, 3], 0, 1, 'float32', 1)),
    tf.variable(tf.randomNormal([5], 0, 1, 'float32', 2)),
  ];
  const gradients = (step: number) => [
    tf.randomNormal([4, 3], 0, 1, 'float32', 10 + step),
    tf.randomNormal([5], 0, 1, 'float32', 20 + step),
  ];

  it('in place equals plain over three steps: weights and moments', () => {
    const run = (kernels: Kernels) => {
      const variables = start();
      const adam = kernels.createAdam(variables, options);
      for (let step = 0; step < 3; step++) adam.apply(gradients(step));
      return [...variables.map((v) => v.dataSync()), ...adam.moments()];
    };
    const plain = run(plainKernels);
    for (const [i, values] of run(fast).entries()) {
      const expected = tf.tensor1d(Array.from(plain[i] ?? []));
      expect(relativeError(tf.tensor1d(Array.from(values)), expected)).toBeLessThan(1e-5);
    }
  });

  it('goes on bit by bit from a saved state, in both forms', () => {
    for (const kernels of [plainKernels, fast]) {
      const variables = start();
      const adam = kernels.createAdam(variables, options);
      for (let step = 0; step < 3; step++) adam.apply(gradients(step));
      const saved = variables.map((v) => tf.variable(v));
      const state = { betaPowers: adam.betaPowers(), moments: [...adam.moments()] };
      const resumed = kernels.createAdam(saved, options, state);
      for (let step = 3; step < 6; step++) {
        adam.apply(gradients(step));
        resumed.apply(gradients(step));
      }
      for (const [i, variable] of variables.entries()) {
        expect(saved[i]?.dataSync()).toEqual(variable.dataSync());
      }
    }
  });
});
