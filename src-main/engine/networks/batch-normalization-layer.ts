import * as tf from '@tensorflow/tfjs';
import { normalizeBatchByFirst } from '../backend/batch-normalization.js';
import { kernels } from '../backend/kernels.js';

/**
 * Batch normalisation that trains through the engine's fastest kernel. Weights, moving statistics
 * and the saved form are those of the stock layer, under whose class name it is saved.
 */
export class BatchNormalizationLayer extends tf.layers.Layer {
  static readonly className = 'BatchNormalization';
  private readonly momentum: number;
  private readonly epsilon: number;
  private gamma?: Weight;
  private beta?: Weight;
  private movingMean?: Weight;
  private movingVariance?: Weight;

  constructor({ name, momentum, epsilon }: { name: string; momentum: number; epsilon: number }) {
    super({ name });
    this.momentum = momentum;
    this.epsilon = epsilon;
    this.supportsMasking = true;
  }

  override build(inputShape: tf.Shape | tf.Shape[]): void {
    const channels = (inputShape as tf.Shape).at(-1) ?? 0;
    const weight = (name: string, start: 'ones' | 'zeros', trainable: boolean) =>
      this.addWeight(name, [channels], 'float32', tf.initializers[start](), undefined, trainable);
    this.gamma = weight('gamma', 'ones', true);
    this.beta = weight('beta', 'zeros', true);
    this.movingMean = weight('moving_mean', 'zeros', false);
    this.movingVariance = weight('moving_variance', 'ones', false);
    this.built = true;
  }

  override call(inputs: tf.Tensor | tf.Tensor[], { training = false, measured }: CallOptions) {
    const x = Array.isArray(inputs) ? inputs[0] : inputs;
    const { gamma, beta, movingMean, movingVariance, epsilon } = this;
    if (!x || !gamma || !beta || !movingMean || !movingVariance) {
      throw new Error(`${this.name} is not built`);
    }
    return tf.tidy(() => {
      if (!training) {
        const scale = gamma.read().mul(movingVariance.read().add(epsilon).rsqrt());
        return x.mul(scale).add(beta.read().sub(movingMean.read().mul(scale)));
      }
      const parts = {
        x,
        gamma: gamma.read(),
        beta: beta.read(),
        epsilon,
        onMoments: (mean: tf.Tensor, variance: tf.Tensor) => {
          this.follow(movingMean, mean);
          this.follow(movingVariance, variance);
        },
      };
      return measured === undefined
        ? kernels().normalizeBatch(parts)
        : normalizeBatchByFirst(parts, measured);
    });
  }

  /** moving = moving · momentum + value · (1 - momentum), as Keras keeps it. */
  private follow(moving: Weight, value: tf.Tensor): void {
    tf.tidy(() => {
      const before = moving.read();
      moving.write(before.sub(before.sub(value).mul(1 - this.momentum)));
    });
  }

  override getConfig(): tf.serialization.ConfigDict {
    return {
      ...super.getConfig(),
      axis: -1,
      momentum: this.momentum,
      epsilon: this.epsilon,
      center: true,
      scale: true,
    };
  }
}

interface CallOptions {
  readonly training?: boolean;
  /** In training: how many of the batch's first the statistics are taken of; all, unless told. */
  readonly measured?: number;
}

/** A layer's weight; tfjs does not export its class. */
type Weight = ReturnType<tf.layers.Layer['addWeight']>;
