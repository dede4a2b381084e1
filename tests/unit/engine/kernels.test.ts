import * as tf from '@tensorflow/tfjs';
import { beforeAll, describe, expect, it } from 'vitest';
import type { Adam } from '../../../src-main/engine/backend/adam.js';
import { normalizeBatchByFirst } from '../../../src-main/engine/backend/batch-normalization.js';
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

describe('batch normalisation by the first of a batch', () => {
  const random = (shape: number[], seed: number) => tf.randomNormal(shape, 1, 2, 'float32', seed);
  const [first, others] = [random([3, 4, 4, 2], 1), random([2, 4, 4, 2], 2)];
  const affine = { gamma: tf.tensor1d([1.5, 0.5]), beta: tf.tensor1d([0.2, -1]), epsilon: 1e-3 };

  it('leaves those as they are alone, whatever stands behind them', () => {
    const moments: number[][] = [];
    const onMoments = (...both: tf.Tensor[]) =>
      void moments.push(both.flatMap((values) => [...values.dataSync()]));
    const alone = plainKernels.normalizeBatch({ x: first, ...affine, onMoments });
    const together = normalizeBatchByFirst(
      { x: tf.concat([first, others.mul(1_000)]), ...affine, onMoments },
      3,
    );
    const expected = alone.dataSync();
    for (const [i, value] of together.slice(0, 3).dataSync().entries()) {
      expect(value).toBeCloseTo(expected[i] ?? 0, 5);
    }
    expect(moments[1]).toEqual(moments[0]);
  });

  it('puts the others by the same rule: an image among them is what it is among the first', () => {
    const onMoments = () => {};
    const twice = tf.concat([first, first]);
    const [once, again] = tf.split(normalizeBatchByFirst({ x: twice, ...affine, onMoments }, 3), 2);
    expect(again?.dataSync()).toEqual(once?.dataSync());
  });
});

describe('leaky ReLU', () => {
  it('has the gradient 1 above 0 and the slope below', () => {
    const gradient = tf.grad((x) => tf.leakyRelu(x, 0.3))(tf.tensor1d([-2, -0.5, 0.5, 2]));
    expect(Array.from(gradient.dataSync())).toEqual([0.3, 0.3, 1, 1].map(Math.fround));
  });
});

describe('random numbers for dropout', () => {
  it('depend on the key alone, are uniform in [0, 1) and differ between keys', () => {
    for (const kernels of [plainKernels, fast]) {
      const draw = (key: readonly [number, number]) =>
        kernels.randomUniform([100, 100], () => key).dataSync<'float32'>();
      const first = draw([1, 2]);
      expect(draw([1, 2])).toEqual(first);
      expect(draw([1, 3])).not.toEqual(first);
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
  const train = (adam: Adam, steps: readonly number[]) => {
    for (const step of steps) {
      adam.apply(gradients(step));
      adam.advance();
    }
  };

  it('in place equals plain over three steps: weights and moments', () => {
    const run = (kernels: Kernels) => {
      const variables = start();
      const adam = kernels.createAdam(variables, options);
      train(adam, [0, 1, 2]);
      return [...variables.map((v) => v.dataSync()), ...adam.moments()];
    };
    const plain = run(plainKernels);
    for (const [i, values] of run(fast).entries()) {
      const expected = tf.tensor1d(Array.from(plain[i] ?? []));
      expect(relativeError(tf.tensor1d(Array.from(values)), expected)).toBeLessThan(1e-5);
    }
  });

  it('takes the learning rate of each step, compiled too', () => {
    for (const kernels of [plainKernels, fast]) {
      const variable = tf.variable(tf.tensor1d([1, 2, 3]));
      const adam = kernels.createAdam([variable], options);
      const { call } = kernels.compile(
        (gradient) => {
          if (!gradient) throw new Error('no gradient');
          adam.apply([gradient]);
          return [gradient.sum()];
        },
        { variables: [variable], precision: 'float32' },
      );
      const step = (learningRate: number) => {
        const before = variable.dataSync().slice();
        adam.learningRate = learningRate;
        tf.dispose(call(tf.ones([3])));
        adam.advance();
        return variable.dataSync().map((value, i) => (before[i] ?? 0) - value);
      };
      // Of equal gradients, each step is the learning rate.
      for (const rate of [0.25, 0, 0.125]) {
        for (const moved of step(rate)) expect(moved).toBeCloseTo(rate, 4);
      }
    }
  });

  it('goes on bit by bit from a saved state, in both forms', () => {
    for (const kernels of [plainKernels, fast]) {
      const variables = start();
      const adam = kernels.createAdam(variables, options);
      train(adam, [0, 1, 2]);
      // Copies: a tf.Variable of a variable would share its memory.
      const saved = variables.map((v) => tf.variable(tf.tensor(v.dataSync(), v.shape)));
      const state = { betaPowers: adam.betaPowers(), moments: [...adam.moments()] };
      const resumed = kernels.createAdam(saved, options, state);
      const before = variables.map((v) => v.dataSync());
      train(adam, [3, 4, 5]);
      train(resumed, [3, 4, 5]);
      for (const [i, variable] of variables.entries()) {
        expect(saved[i]?.dataSync()).toEqual(variable.dataSync());
        expect(variable.dataSync()).not.toEqual(before[i]);
      }
      expect([...resumed.moments()]).toEqual([...adam.moments()]);
      expect(resumed.betaPowers()).toEqual(adam.betaPowers());
    }
  });
});
