import * as tf from '@tensorflow/tfjs';
import { fixedHyperparameters, type Initializer } from '../../../src-shared/config/training.js';
import { elementCount } from '../../../src-shared/networks/layer-table.js';
import { RandomSequence } from '../../../src-shared/random/streams.js';

export interface WeightSeed {
  readonly seed: number;
  /** Which weight of the run: every kernel of both networks has its own sequence. */
  readonly index: number;
}

type TfInitializer = ReturnType<typeof tf.initializers.zeros>;

/**
 * A stock initializer, saved as such, that draws from this program's own random stream: the same
 * seed gives the same weights on every engine.
 *
 * - normal: N(0, 0.02), Radford et al., "Unsupervised Representation Learning with DCGANs", 2016
 * - glorotUniform: U(±√(6 / (fan in + fan out))), Glorot and Bengio, 2010; Keras's default
 */
export function seededInitializer(kind: Initializer, weight: WeightSeed): TfInitializer {
  const sequence = new RandomSequence(weight.seed, { stream: 'weights', index: weight.index });
  const seed = weight.seed % 2 ** 31;
  switch (kind) {
    case 'normal': {
      const stddev = fixedHyperparameters.normalInitializerStddev;
      return Object.assign(tf.initializers.randomNormal({ mean: 0, stddev, seed }), {
        apply: (shape: number[]) => {
          const values = sequence.fillNormal(new Float32Array(elementCount(shape)));
          return tf.tidy(() => tf.tensor(values, shape).mul(stddev));
        },
      });
    }
    case 'glorotUniform':
      return Object.assign(tf.initializers.glorotUniform({ seed }), {
        apply: (shape: number[]) => {
          const receptiveField = elementCount(shape.slice(0, -2));
          const fans = receptiveField * ((shape.at(-2) ?? 1) + (shape.at(-1) ?? 1));
          const limit = Math.sqrt(6 / fans);
          const values = Float32Array.from(
            { length: elementCount(shape) },
            () => (2 * sequence.nextUniform() - 1) * limit,
          );
          return tf.tensor(values, shape);
        },
      });
  }
}
