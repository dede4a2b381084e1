import type * as tf from '@tensorflow/tfjs';

/**
 * The non-saturating GAN losses on logits (Goodfellow et al., 2014), as in TensorFlow's DCGAN guide:
 * binary cross-entropy of a logit x is softplus(-x) for the label 1 and softplus(x) for the label 0.
 */

/** softplus(x) = log(1 + exp(x)), exact for large |x|: max(x, 0) + log1p(exp(-|x|)). */
const softplus = (logits: tf.Tensor): tf.Tensor =>
  logits.relu().add(logits.abs().neg().exp().log1p());

/**
 * Mean over both batches: real images have the label 1 - labelSmoothing, fakes 0.
 *
 * @param real logits [n, 1] @param fake logits [m, 1]
 */
export function discriminatorLoss(
  real: tf.Tensor,
  fake: tf.Tensor,
  labelSmoothing: number,
): tf.Scalar {
  // BCE(x, 1-s) = softplus(-x) + s·x
  const realLoss = softplus(real.neg()).add(real.mul(labelSmoothing)).mean();
  return realLoss.add(softplus(fake).mean()).asScalar();
}

/** Mean: the generator wants its images taken for real. @param fake logits [m, 1] */
export const generatorLoss = (fake: tf.Tensor): tf.Scalar => softplus(fake.neg()).mean().asScalar();
