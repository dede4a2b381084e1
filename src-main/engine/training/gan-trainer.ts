import * as tf from '@tensorflow/tfjs';
import { type PresetName, presets } from '../../../src-shared/config/presets.js';
import { fixedHyperparameters, type TrainingConfig } from '../../../src-shared/config/training.js';
import { conditionOfRun, type RunRecord } from '../../../src-shared/contract/runs.js';
import {
  type Architecture,
  discriminatorArchitecture,
  generatorArchitecture,
} from '../../../src-shared/networks/architecture.js';
import { type RequestSize, requestSizeOf } from '../../../src-shared/networks/condition.js';
import { layerTable } from '../../../src-shared/networks/layer-table.js';
import { latentVectors } from '../../../src-shared/random/streams.js';
import type { Adam, AdamState } from '../backend/adam.js';
import type { CompiledFunction } from '../backend/graph/compile.js';
import type { ConvolutionPlan } from '../backend/graph/convolution-plan.js';
import { kernels } from '../backend/kernels.js';
import type { ComputePrecision } from '../backend/precision.js';
import { assignWeights } from '../models/weight-files.js';
import {
  type BuildOptions,
  buildNetwork,
  trainableVariablesOf,
  variablesOf,
} from '../networks/build-network.js';
import type { DropoutClock } from '../networks/dropout-layer.js';
import { AveragedNetwork } from './averaged-network.js';
import { guidanceWeight } from './guidance.js';
import { learningRateFactor } from './learning-rate.js';
import { type Asked, type Gan, onePassGradients } from './one-pass-gradients.js';
import type { RequestBatch } from './requests.js';

/** Of a gan it knows no labels. */
export interface GanTrainerOptions extends RequestSize {
  readonly preset: PresetName;
  readonly config: TrainingConfig;
  /**
   * Of the whole training, over which the learning rates fall and the guidance grows; both stay when
   * it is left out.
   */
  readonly steps?: number;
  readonly precision: ComputePrecision;
  /** Images to logits, for a configuration with guidance. */
  readonly recogniser?: tf.Sequential;
  /** Of a conditional one with guidance: as `Guide` has them. */
  readonly labels?: readonly number[] | undefined;
  /** Weights to begin with, instead of drawn ones; both optimizers begin anew. */
  readonly first?: FirstNetworks;
  /** How the convolutions are computed; each by TensorFlow's own op where it says nothing. */
  readonly convolutions?: ConvolutionPlan;
}

/** What a trainer goes on from: all weights of both networks and the state of both optimizers. */
export interface GanTrainerState {
  readonly generator: readonly Float32Array[];
  readonly discriminator: readonly Float32Array[];
  readonly generatorAdam: AdamState;
  readonly discriminatorAdam: AdamState;
  /** The averaged generator's weights, where the training keeps them. */
  readonly average?: readonly Float32Array[];
}

/** Weights of networks that a training begins with, in the order of `weightsOf`. */
export interface FirstNetworks {
  readonly generator: readonly Float32Array[];
  /** Null where the training begins with one of its own. */
  readonly discriminator: readonly Float32Array[] | null;
}

export interface StepLosses {
  readonly generatorLoss: number;
  readonly discriminatorLoss: number;
}

/** What of a training its networks depend on. */
export interface GanSize extends RequestSize {
  readonly preset: PresetName;
  readonly noiseDim: number;
}

/** The size of a run's networks. */
export const ganSizeOf = (record: Pick<RunRecord, 'preset' | 'config' | 'dataset'>): GanSize => ({
  preset: record.preset,
  noiseDim: record.config.noiseDim,
  ...requestSizeOf(conditionOfRun(record)),
});

/** Both networks' architectures for a training. */
export const ganArchitectures = ({ preset, ...size }: GanSize) => {
  const { width } = presets[preset];
  return {
    generator: generatorArchitecture({ width, ...size }),
    discriminator: discriminatorArchitecture({ width, ...size }),
  };
};

/**
 * Bytes of one checkpoint: every weight once, two moments for each trainable one, and the generator's
 * average where it is kept.
 */
export function checkpointBytes(
  size: GanSize,
  { averageDecay }: Pick<TrainingConfig, 'averageDecay'>,
): number {
  const { generator, discriminator } = ganArchitectures(size);
  const bytes = (architecture: Architecture) => {
    const { parameters, trainable } = layerTable(architecture);
    return 4 * (parameters + 2 * trainable);
  };
  const average = averageDecay > 0 ? 4 * layerTable(generator).parameters : 0;
  return bytes(generator) + bytes(discriminator) + average;
}

/** A generator and a discriminator with their optimizers: one call is one training step. */
export class GanTrainer {
  readonly networks: Gan;
  readonly average: AveragedNetwork | null;
  readonly generatorAdam: Adam;
  readonly discriminatorAdam: Adam;
  private readonly clock: DropoutClock;
  private readonly recogniser: tf.Sequential | null;
  private readonly trainBatch: CompiledFunction;

  constructor(
    private readonly options: GanTrainerOptions,
    state?: GanTrainerState,
  ) {
    const { config } = options;
    const architectures = ganArchitectures({ ...options, noiseDim: config.noiseDim });
    this.clock = { seed: config.seed, step: 0 };
    this.recogniser = recogniserOf(options);
    const build: BuildOptions = {
      ...(state ? {} : { weights: { initializer: config.initializer, seed: config.seed } }),
      batchNormMomentum: config.batchNormMomentum,
      dropout: { rate: config.dropout, clock: this.clock },
    };
    this.networks = {
      generator: buildNetwork(architectures.generator, build),
      discriminator: buildNetwork(architectures.discriminator, build),
    };
    const { generator, discriminator } = state ?? options.first ?? {};
    if (generator) assignWeights(variablesOf(this.networks.generator), generator);
    if (discriminator) assignWeights(variablesOf(this.networks.discriminator), discriminator);
    this.average =
      config.averageDecay > 0
        ? new AveragedNetwork(this.networks.generator, {
            architecture: architectures.generator,
            decay: config.averageDecay,
            ...(state?.average ? { state: state.average } : {}),
          })
        : null;
    this.generatorAdam = this.createAdam(
      this.networks.generator,
      config.generatorLearningRate,
      state?.generatorAdam,
    );
    this.discriminatorAdam = this.createAdam(
      this.networks.discriminator,
      config.discriminatorLearningRate,
      state?.discriminatorAdam,
    );
    this.trainBatch = kernels().compile((...inputs) => this.trainOn(inputs), {
      variables: [
        ...variablesOf(this.networks.generator),
        ...variablesOf(this.networks.discriminator),
        ...(this.average ? variablesOf(this.average.network) : []),
      ],
      precision: options.precision,
      ...(options.convolutions ? { convolutions: options.convolutions } : {}),
    });
  }

  /** The generator that draws: the averaged one where there is one. */
  get drawingGenerator(): tf.Sequential {
    return this.average?.network ?? this.networks.generator;
  }

  private createAdam(network: tf.Sequential, learningRate: number, state?: AdamState): Adam {
    const { adamBeta2: beta2, adamEpsilon: epsilon } = fixedHyperparameters;
    const options = { learningRate, beta1: this.options.config.beta1, beta2, epsilon };
    return kernels().createAdam(trainableVariablesOf(network), options, state);
  }

  /**
   * Trains both networks on one batch. Everything random in it is a function of the seed, the step
   * and `firstImage`.
   *
   * @param images [n, 28, 28, 1] in [-1, 1]
   * @param place step: steps done before; firstImage: images seen before, which numbers the batch's
   *   latent vectors
   * @param request of a conditional training: what these images show
   */
  step(
    images: tf.Tensor4D,
    place: { step: number; firstImage: number },
    request?: RequestBatch,
  ): StepLosses {
    const { seed, noiseDim } = this.options.config;
    const [count] = images.shape;
    const first = place.firstImage;
    const noise = latentVectors({ seed, noiseDim, first, count, stream: 'trainingLatent' });
    const latent = tf.tensor2d(noise, [count, noiseDim]);
    this.clock.step = place.step;
    const factor = this.learningRateFactor(place.step);
    this.setLearningRates(factor);
    const share = tf.scalar(this.average?.shareOf(place.step) ?? 0);
    const weight = tf.scalar(guidanceWeight(this.options.config, factor));
    const asked = request ? [request.request, request.traits, request.deviations] : [];
    const inputs = [images, latent, share, weight, ...asked];
    const [generatorLoss, discriminatorLoss] = this.trainBatch.call(...inputs);
    tf.dispose([latent, share, weight]);
    this.discriminatorAdam.advance();
    this.generatorAdam.advance();
    return {
      generatorLoss: readScalar(generatorLoss),
      discriminatorLoss: readScalar(discriminatorLoss),
    };
  }

  private learningRateFactor(step: number): number {
    const { config, steps = Number.POSITIVE_INFINITY } = this.options;
    return learningRateFactor(step / steps, config.learningRateDecay);
  }

  private setLearningRates(factor: number): void {
    const { config } = this.options;
    this.generatorAdam.learningRate = config.generatorLearningRate * factor;
    this.discriminatorAdam.learningRate = config.discriminatorLearningRate * factor;
  }

  /**
   * The step itself, compiled: both networks moved, and the average with them.
   *
   * @param inputs real images, latent vectors, the average's share, the guidance's weight; of a
   *   conditional training the request, the traits and their deviations as well
   * @returns both losses
   */
  private trainOn([images, latent, share, weight, ...asked]: tf.Tensor[]): tf.Tensor[] {
    if (!images || !latent || !share || !weight) throw new Error('a step needs four inputs');
    const { labels, config } = this.options;
    const { recogniser } = this;
    const gradients = onePassGradients(this.networks, {
      images,
      latent,
      labelSmoothing: config.labelSmoothing,
      asked: this.askedFor(asked),
      guide: recogniser ? { recogniser, weight: weight.asScalar(), labels } : undefined,
    });
    this.discriminatorAdam.apply(gradients.discriminator);
    this.generatorAdam.apply(gradients.generator);
    this.average?.follow(share);
    return [gradients.generatorLoss, gradients.discriminatorLoss];
  }

  private askedFor([request, values, deviations]: tf.Tensor[]): Asked | undefined {
    const { config, labelCount } = this.options;
    if (labelCount === 0) return undefined;
    if (!request || !values || !deviations) throw new Error('a conditional step needs a request');
    return { request, traits: { values, deviations, weight: config.traitWeight } };
  }

  dispose(): void {
    this.trainBatch.dispose();
    this.networks.generator.dispose();
    this.networks.discriminator.dispose();
    this.average?.network.dispose();
    this.generatorAdam.dispose();
    this.discriminatorAdam.dispose();
  }
}

function recogniserOf({ config, recogniser }: GanTrainerOptions): tf.Sequential | null {
  if (config.guidance === 0) return null;
  if (!recogniser) throw new Error('guidance needs a recogniser');
  return recogniser;
}

function readScalar(scalar: tf.Tensor | undefined): number {
  const value = scalar?.dataSync()[0] ?? Number.NaN;
  scalar?.dispose();
  return value;
}
