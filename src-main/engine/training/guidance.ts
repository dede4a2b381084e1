import * as tf from '@tensorflow/tfjs';
import type { TrainingConfig } from '../../../src-shared/config/training.js';
import { classCount } from '../../../src-shared/networks/classifiers.js';
import { labelValue } from '../../../src-shared/networks/condition.js';
import { legibleConfidence } from '../../../src-shared/quality/legibility.js';

/** A classifier that has a say in the generator's loss. */
export interface Guide {
  /** Images [n, 28, 28, 1] in [-1, 1] to logits [n, classes]. Its weights stay as they are. */
  readonly recogniser: tf.Sequential;
  /** Of its say, a scalar; the generator's own loss has the weight 1. */
  readonly weight: tf.Scalar;
  /** Where digits are asked for: the labels there are, ascending, each a class of the recogniser. */
  readonly labels?: readonly number[] | undefined;
}

/**
 * The weight of the guide's say: `guidance` less the share of it, `guidanceGrowth`, that comes only as the
 * learning rates fall. Early, while the digits have no shape yet, a strong say disturbs what the
 * discriminator teaches; late it makes them plain (docs/training.md).
 *
 * @param factor what the learning rates are multiplied by, 1 falling to 0
 */
export const guidanceWeight = (
  { guidance, guidanceGrowth }: Pick<TrainingConfig, 'guidance' | 'guidanceGrowth'>,
  factor: number,
): number => guidance * (1 - guidanceGrowth * factor);

/**
 * What a recogniser holds against digits that were asked for, in nats: of each that it does not surely take
 * for what it should be (`legibleConfidence`), how much is lacking. A digit that is legible is left alone, so that plain
 * digits are not made plainer, and all alike.
 *
 * @param logits [n, classes] @param wanted [n, classes], 1 for the class asked for
 */
export const askedGuidanceLoss = (logits: tf.Tensor, wanted: tf.Tensor): tf.Scalar =>
  tf
    .logSoftmax(logits)
    .mul(wanted)
    .sum(-1)
    .neg()
    .add(Math.log(legibleConfidence))
    .relu()
    .mean()
    .asScalar();

/**
 * The classes that digits are asked for.
 *
 * @param request [n, requestLength] @param labels as `Guide` has them
 * @returns [n, classes], 1 for the class and 0 for the others
 */
export function wantedClasses(request: tf.Tensor, labels: readonly number[]): tf.Tensor {
  const count = request.shape[0] ?? 0;
  const classes = labels.map((label) =>
    Array.from({ length: classCount }, (_, digit) => (digit === label ? 1 / labelValue : 0)),
  );
  return request.slice([0, 0], [count, labels.length]).matMul(tf.tensor2d(classes));
}

/** Keeps the logarithm of a share that is 0 finite. */
const smallestShare = 1e-6;

/**
 * What a recogniser holds against generated digits, in nats: its doubt (the mean entropy of its answers)
 * less their variety (the entropy of the mean answer). The least is -ln 10, for digits that are plain
 * and of all classes alike. It is the negative mutual information of digit and class (Bridle et al.,
 * 1991), as in the categorical GAN (Springenberg, 2016), but of a classifier that has learnt from real
 * digits before.
 *
 * @param logits [n, classes]
 */
export function guidanceLoss(logits: tf.Tensor): tf.Scalar {
  const logs = tf.logSoftmax(logits);
  const shares = logs.exp();
  const doubt = shares.mul(logs).sum(-1).mean().neg();
  const mean = shares.mean(0);
  const variety = mean.mul(mean.add(smallestShare).log()).sum().neg();
  return doubt.sub(variety).asScalar();
}
