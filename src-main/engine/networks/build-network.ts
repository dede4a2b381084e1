import * as tf from '@tensorflow/tfjs';
import { fixedHyperparameters, type Initializer } from '../../../src-shared/config/training.js';
import type { Architecture, LayerSpec } from '../../../src-shared/networks/architecture.js';
import { layerTable } from '../../../src-shared/networks/layer-table.js';
import { BatchNormalizationLayer } from './batch-normalization-layer.js';
import { type DropoutClock, DropoutLayer } from './dropout-layer.js';
import { seededInitializer } from './seeded-initializer.js';

export interface BuildOptions {
  /** How the first weights are drawn; without it they are zeros, to be replaced by saved ones. */
  readonly weights?: { readonly initializer: Initializer; readonly seed: number };
  readonly batchNormMomentum?: number;
  /** The rate is for layers whose architecture has none. */
  readonly dropout?: { readonly rate?: number; readonly clock: DropoutClock };
}

/** First index of a network's sequences in the `weights` stream. */
const firstWeight = {
  generator: 0,
  discriminator: 1000,
  recogniser: 2000,
  judge: 3000,
  'second-reader': 4000,
} as const;

/** Builds a network, layer by layer as its architecture lists them. */
export function buildNetwork(architecture: Architecture, options: BuildOptions): tf.Sequential {
  const network = tf.sequential({ name: architecture.name });
  const names = layerTable(architecture).layers.map((layer) => layer.name);
  architecture.layers.forEach((spec, place) => {
    const name = names[place] ?? '';
    const input = place === 0 ? { inputShape: [...architecture.inputShape] } : {};
    const index = firstWeight[architecture.name] + place;
    network.add(buildLayer(spec, { name, input, index, place, options }));
  });
  return network;
}

interface LayerPlace {
  readonly name: string;
  readonly input: { inputShape?: number[] };
  readonly index: number;
  readonly place: number;
  readonly options: BuildOptions;
}

function buildLayer(spec: LayerSpec, at: LayerPlace): tf.layers.Layer {
  const { name, input, index, place, options } = at;
  const kernelInitializer = options.weights
    ? seededInitializer(options.weights.initializer, { seed: options.weights.seed, index })
    : tf.initializers.zeros();
  switch (spec.type) {
    case 'Dense':
      return tf.layers.dense({
        name,
        ...input,
        units: spec.units,
        useBias: spec.useBias,
        kernelInitializer,
      });
    case 'Conv2D':
    case 'Conv2DTranspose': {
      const build = spec.type === 'Conv2D' ? tf.layers.conv2d : tf.layers.conv2dTranspose;
      return build({
        name,
        ...input,
        filters: spec.filters,
        kernelSize: spec.kernelSize,
        strides: spec.strides,
        padding: 'same',
        useBias: spec.useBias,
        kernelInitializer,
        ...(spec.activation ? { activation: spec.activation } : {}),
      });
    }
    case 'BatchNormalization':
      return new BatchNormalizationLayer({
        name,
        momentum: options.batchNormMomentum ?? 0.99,
        epsilon: fixedHyperparameters.batchNormEpsilon,
      });
    case 'LeakyReLU':
      return tf.layers.leakyReLU({ name, alpha: spec.slope });
    case 'Reshape':
      return tf.layers.reshape({ name, targetShape: [...spec.targetShape] });
    case 'Dropout':
      return new DropoutLayer({
        name,
        rate: spec.rate ?? options.dropout?.rate ?? 0,
        place,
        ...clockOf(options),
      });
    case 'Flatten':
      return tf.layers.flatten({ name });
  }
}

const clockOf = ({ dropout }: BuildOptions) => (dropout ? { clock: dropout.clock } : {});

/**
 * The network's weights as variables, layer by layer in the order of its layer table. (tfjs itself
 * lists all trainable weights of a network first.)
 */
export const variablesOf = (network: tf.Sequential): tf.Variable[] =>
  network.layers.flatMap(variablesOfLayer);

export const variablesOfLayer = (layer: tf.layers.Layer): tf.Variable[] =>
  layer.getWeights().map(asVariable);

/** Those that training moves: all but the moving statistics. */
export const trainableVariablesOf = (network: tf.Sequential): tf.Variable[] =>
  network.layers.flatMap((layer) => layer.getWeights(true).map(asVariable));

function asVariable(weight: tf.Tensor): tf.Variable {
  if (!(weight instanceof tf.Variable)) throw new Error('a weight without a variable');
  return weight;
}
