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

const firstLearningRate = 2e-3;
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
    this.trainBatch = kernels().compile((images, labels) => this.trainOn(images, labels), {
      variables: variablesOf(this.network),
      precision: 'float32',
    });
  }

  /**
   * Trains on one batch; what is random in it is a function of the seed and the step.
   *
   * @param images [n, 28, 28] in [-1, 1] @param labels [n], 0 to 9 @param step steps done before
   * @returns the loss before the step
   */
  step(images: Float32Array, labels: Uint8Array, step: number): number {
    this.clock.step = step;
    this.adam.learningRate = firstLearningRate * cosine(step / this.options.steps);
    const loss = tf.tidy(() => {
      const pictures = tf.tensor4d(images, [labels.length, 28, 28, 1]);
      const [mean] = this.trainBatch.call(pictures, oneHot(labels));
      return mean?.dataSync()[0] ?? Number.NaN;
    });
    this.adam.advance();
    return loss;
  }

  private trainOn(images: tf.Tensor | undefined, labels: tf.Tensor | undefined): tf.Tensor[] {
    if (!images || !labels) throw new Error('a step needs images and labels');
    const { value, grads } = tf.variableGrads(() => {
      const logits = this.network.apply(images, { training: true }) as tf.Tensor;
      return crossEntropy(logits, labels);
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

/** [n, 10] */
function oneHot(labels: Uint8Array): tf.Tensor2D {
  const values = new Float32Array(labels.length * classCount);
  for (const [i, label] of labels.entries()) values[i * classCount + label] = 1;
  return tf.tensor2d(values, [labels.length, classCount]);
}

/** Mean over the batch, in nats. @param logits [n, 10] @param labels [n, 10], one 1 in each row */
const crossEntropy = (logits: tf.Tensor, labels: tf.Tensor): tf.Scalar =>
  tf.logSoftmax(logits).mul(labels).sum(-1).mean().neg().asScalar();
