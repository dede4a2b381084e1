import * as tf from '@tensorflow/tfjs';
import { buildNetwork } from '../../src-main/engine/networks/build-network.js';
import {
  discriminatorArchitecture,
  generatorArchitecture,
} from '../../src-shared/networks/architecture.js';

/** Both networks at a small width, with seeded weights. */
export function smallGan({ width = 1 / 64, noiseDim = 10, dropout = 0.3, seed = 7 } = {}) {
  const weights = { initializer: 'glorotUniform', seed } as const;
  const clock = { seed, step: 0 };
  return {
    clock,
    generator: buildNetwork(generatorArchitecture({ width, noiseDim }), {
      weights,
      batchNormMomentum: 0.9,
    }),
    discriminator: buildNetwork(discriminatorArchitecture({ width }), {
      weights,
      dropout: { rate: dropout, clock },
    }),
  };
}

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
