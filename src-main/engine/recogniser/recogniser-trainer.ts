import * as tf from '@tensorflow/tfjs';
import { fixedHyperparameters } from '../../../src-shared/config/training.js';
import type { Architecture, ClassifierName } from '../../../src-shared/networks/architecture.js';
import { classCount } from '../../../src-shared/networks/classifiers.js';
import type { Adam } from '../backend/adam.js';
import type { CompiledFunction } from '../backend/graph/compile.js';
import { kernels } from '../backend/kernels.js';
import { buildNetwork, trainableVariablesOf, variablesOf } from '../networks/build-network.js';
import type { DropoutClock } from '../networks/dropout-layer.js';

interface TrainerOptions {
  readonly architecture: Architecture<ClassifierName>;
  readonly seed: number;
  /** Of the whole training, over which the learning rate falls. */
  readonly steps: number;
}

/** What a step learns from. */
export interface TrainingBatch {
  /** Digits, [n, 28, 28] in [-1, 1]. */
  readonly images: Float32Array;
  /** [n], 0 to 9 */
  readonly labels: Uint8Array;
  /** Images that are no digits, [m, 28, 28] in [-1, 1]; m may be 0. */
  readonly nonDigits: Float32Array;
}

/** Of the non-digits' mean loss beside the digits' (Hendrycks et al., 2019). */
const nonDigitWeight = 0.25;
const firstLearningRate = 2e-3;
const pixels = 28 * 28;
const beta1 = 0.9;
const batchNormMomentum = 0.95;

/** A classifier with its optimizer: one call is one training step. */
export class RecogniserTrainer {
  readonly network: tf.Sequential;
  private readonly trainable: tf.Variable[];
  private readonly adam: Adam;
  private readonly clock: DropoutClock;
  private readonly trainBatch: CompiledFunction;

  constructor(private readonly options: TrainerOptions) {
    const { architecture, seed } = options;
    this.clock = { seed, step: 0 };
    this.network = buildNetwork(architecture, {
      weights: { initializer: 'glorotUniform', seed },
      batchNormMomentum,
      dropout: { clock: this.clock },
    });
    this.trainable = trainableVariablesOf(this.network);
    const { adamBeta2: beta2, adamEpsilon: epsilon } = fixedHyperparameters;
    const adam = { learningRate: firstLearningRate, beta1, beta2, epsilon };
    this.adam = kernels().createAdam(this.trainable, adam);
    this.trainBatch = kernels().compile((...batch) => this.trainOn(batch), {
      variables: variablesOf(this.network),
      precision: 'float32',
    });
  }

  /**
   * Trains on one batch; what is random in it is a function of the seed and the step.
   *
   * @param step steps done before
   * @returns the loss before the step
   */
  step({ images, labels, nonDigits }: TrainingBatch, step: number): number {
    this.clock.step = step;
    this.adam.learningRate = firstLearningRate * cosine(step / this.options.steps);
    const loss = tf.tidy(() => {
      const inputs = [asImages(images), oneHot(labels)];
      if (nonDigits.length > 0) inputs.push(asImages(nonDigits));
      const [mean] = this.trainBatch.call(...inputs);
      return mean?.dataSync()[0] ?? Number.NaN;
    });
    this.adam.advance();
    return loss;
  }

  private trainOn([images, labels, nonDigits]: readonly tf.Tensor[]): tf.Tensor[] {
    if (!images || !labels) throw new Error('a step needs images and labels');
    const { value, grads } = tf.variableGrads(() => {
      if (!nonDigits)
        return crossEntropy(this.network.apply(images, { training: true }) as tf.Tensor, labels);
      // In one batch, normalised by the digits' statistics alone. By statistics of all, a few bright
      // non-digits outweigh the digits; by the moving ones, the weights shrink and they lag behind.
      const [measured, others] = [labels.shape[0] ?? 0, nonDigits.shape[0] ?? 0];
      const all = tf.concat([images, nonDigits]);
      const logits = this.network.apply(all, { training: true, measured }) as tf.Tensor;
      const [known = logits, unknown = logits] = tf.split(logits, [measured, others]);
      return crossEntropy(known, labels).add(excessCertainty(unknown).mul(nonDigitWeight));
    }, this.trainable);
    const gradients = this.trainable.map((variable) => {
      const gradient = grads[variable.name];
      if (!gradient) throw new Error(`no gradient for ${variable.name}`);
      return gradient;
    });
    this.adam.apply(gradients);
    return [value];
  }

  dispose(): void {
    this.trainBatch.dispose();
    this.network.dispose();
    this.adam.dispose();
  }
}

/** From 1 down to 0 (Loshchilov and Hutter, 2017, without restarts). @param done share of the steps */
const cosine = (done: number): number => (1 + Math.cos(Math.PI * done)) / 2;

const asImages = (values: Float32Array): tf.Tensor =>
  tf.tensor4d(values, [values.length / pixels, 28, 28, 1]);

/** [n, 10] */
function oneHot(labels: Uint8Array): tf.Tensor {
  const values = new Float32Array(labels.length * classCount);
  for (const [i, label] of labels.entries()) values[i * classCount + label] = 1;
  return tf.tensor2d(values, [labels.length, classCount]);
}

/** Mean over the batch, in nats. @param logits [n, 10] @param labels [n, 10], one 1 in each row */
const crossEntropy = (logits: tf.Tensor, labels: tf.Tensor): tf.Scalar =>
  tf.logSoftmax(logits).mul(labels).sum(-1).mean().neg().asScalar();

/**
 * Cross-entropy to all classes alike, less the least it can be: the mean over the batch, in nats.
 *
 * @param logits [n, 10]
 */
const excessCertainty = (logits: tf.Tensor): tf.Scalar =>
  tf.logSoftmax(logits).mean().neg().sub(Math.log(classCount)).asScalar();
