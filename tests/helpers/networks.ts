import * as tf from '@tensorflow/tfjs';
import { buildNetwork } from '../../src-main/engine/networks/build-network.js';
import type { RequestBatch } from '../../src-main/engine/training/requests.js';
import {
  discriminatorArchitecture,
  generatorArchitecture,
} from '../../src-shared/networks/architecture.js';
import { labelValue } from '../../src-shared/networks/condition.js';

/** Both networks at a small width, with seeded weights. */
export function smallGan({
  width = 1 / 64,
  noiseDim = 10,
  labelCount = 0,
  allographCount = 0,
  dropout = 0.3,
  seed = 7,
} = {}) {
  const weights = { initializer: 'glorotUniform', seed } as const;
  const clock = { seed, step: 0 };
  const size = { width, labelCount, allographCount };
  return {
    clock,
    generator: buildNetwork(generatorArchitecture({ ...size, noiseDim }), {
      weights,
      batchNormMomentum: 0.9,
    }),
    discriminator: buildNetwork(discriminatorArchitecture(size), {
      weights,
      dropout: { rate: dropout, clock },
    }),
  };
}

/**
 * Requests for digits of labels in turn, with slants and stroke widths as handwriting has them. The same
 * for the same seed.
 */
export const someRequests = (
  count: number,
  { labelCount = 10, seed = 1 }: { labelCount?: number; seed?: number } = {},
): RequestBatch =>
  tf.tidy(() => {
    const labels = Array.from({ length: count }, (_, i) => (i + seed) % labelCount);
    // tfjs takes the seed 0 for none.
    const scores = tf.randomNormal<tf.Rank.R2>([count, 2], 0, 1, 'float32', seed + 1);
    const deviations = tf.tile(tf.tensor2d([[0.25, 0.6]]), [count, 1]);
    return {
      request: tf.concat2d([tf.tensor2d(oneHot(labels, labelCount)), scores], 1),
      traits: scores.mul<tf.Tensor2D>(deviations).add<tf.Tensor2D>(tf.tensor2d([[0.2, 2.5]])),
      deviations,
    };
  });

const oneHot = (labels: readonly number[], labelCount: number): number[][] =>
  labels.map((label) =>
    Array.from({ length: labelCount }, (_, place) => (place === label ? labelValue : 0)),
  );

/** ‖a − b‖ / ‖b‖ over all elements. */
export function relativeError(a: tf.Tensor, b: tf.Tensor): number {
  return tf.tidy(() => a.sub(b).norm().div(b.norm().add(1e-12)).dataSync()[0] ?? Number.NaN);
}

/** All elements of some tensors as one vector. */
export const joined = (tensors: readonly tf.Tensor[]): tf.Tensor1D =>
  tf.tidy(() => tf.concat1d(tensors.map((tensor) => tensor.flatten())));

/** The cosine of the angle between two tensors taken as vectors. */
export function cosine(a: tf.Tensor, b: tf.Tensor): number {
  return tf.tidy(() => a.mul(b).sum().div(a.norm().mul(b.norm())).dataSync()[0] ?? Number.NaN);
}
