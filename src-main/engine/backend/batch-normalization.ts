import * as tf from '@tensorflow/tfjs';
import type { NativeOps } from './native-ops.js';

interface BatchNormalizationInput {
  /** [n, channels] or [n, height, width, channels]; normalised over all but the last axis. */
  readonly x: tf.Tensor;
  /** [channels] */
  readonly gamma: tf.Tensor;
  /** [channels] */
  readonly beta: tf.Tensor;
  readonly epsilon: number;
  /**
   * Called once with the batch's mean and biased variance, [channels] each. They are disposed of
   * afterwards and carry no gradient.
   */
  readonly onMoments: (mean: tf.Tensor, variance: tf.Tensor) => void;
}

export type NormalizeBatch = (input: BatchNormalizationInput) => tf.Tensor;

/** Batch normalisation in training (Ioffe and Szegedy, 2015), composed of tfjs's own ops. */
export const plainNormalizeBatch: NormalizeBatch = ({ x, gamma, beta, epsilon, onMoments }) => {
  const axes = x.shape.slice(0, -1).map((_, axis) => axis);
  const { mean, variance } = tf.moments(x, axes);
  onMoments(mean, variance);
  return x.sub(mean).mul(variance.add(epsilon).rsqrt()).mul(gamma).add(beta);
};

/**
 * The same with the moments of the first `measured` of the batch, by which the others are normalised as
 * well: what is not to be learnt from can't spoil the statistics.
 */
export function normalizeBatchByFirst(
  { x, gamma, beta, epsilon, onMoments }: BatchNormalizationInput,
  measured: number,
): tf.Tensor {
  const first = x.slice(0, measured);
  const axes = x.shape.slice(0, -1).map((_, axis) => axis);
  const { mean, variance } = tf.moments(first, axes);
  onMoments(mean, variance);
  const scale = variance.add(epsilon).rsqrt().mul(gamma);
  return x.mul(scale).add(beta.sub(mean.mul(scale)));
}

/**
 * Batch normalisation in training as one op each way, FusedBatchNormV3 and its gradient. The op returns the unbiased
 * variance: it is corrected to the biased one that Keras keeps.
 */
export function fusedNormalizeBatch(native: NativeOps): NormalizeBatch {
  const { backend, binding } = native;
  const attributes = (epsilon: number) => [
    native.type('T', binding.TF_FLOAT),
    native.type('U', binding.TF_FLOAT),
    native.float('epsilon', epsilon),
    native.text('data_format', 'NHWC'),
    native.bool('is_training', true),
  ];

  return ({ x, gamma, beta, epsilon, onMoments }) => {
    const channels = x.shape.at(-1) ?? 1;
    const samples = x.size / channels;
    const bias = Math.max(samples - 1, 1) / samples;
    // The op wants four dimensions.
    const input = x.rank === 4 ? x : x.reshape([samples, 1, 1, channels]);
    const normalize = tf.customGrad((...args) => {
      const [image, scale, offset] = args as tf.Tensor[];
      const save = args.at(-1) as unknown as tf.GradSaveFunc;
      if (!image || !scale || !offset) throw new Error('batch normalisation needs three inputs');
      const none = tf.tensor1d([], 'float32');
      const [y, mean, variance, ...reserved] = backend.executeMultipleOutputs(
        'FusedBatchNormV3',
        [...attributes(epsilon), native.float('exponential_avg_factor', 1)],
        [image, scale, offset, none, none],
        6,
      );
      if (!y || !mean || !variance) throw new Error('FusedBatchNormV3 gave no output');
      onMoments(mean, variance.mul(bias));
      save([image, scale, ...reserved]);
      return {
        value: y,
        gradFunc: (dy: tf.Tensor, saved: tf.Tensor[]) =>
          backend
            .executeMultipleOutputs('FusedBatchNormGradV3', attributes(epsilon), [dy, ...saved], 5)
            .slice(0, 3),
      };
    });
    return normalize(input, gamma, beta).reshape(x.shape);
  };
}
