import type { Architecture, LayerSpec } from './architecture.js';

/** One weight of a layer, in the order in which Keras and tfjs list them. */
export interface WeightInfo {
  /** For example `generator/conv2_d_transpose_1/kernel`: the names a tfjs layers model gives. */
  readonly name: string;
  readonly shape: readonly number[];
  readonly trainable: boolean;
}

export interface LayerInfo {
  /** Name of the layer in the network, Keras's way: `dense`, `leaky_re_lu_1`. */
  readonly name: string;
  readonly type: LayerSpec['type'];
  /** Without the batch dimension. */
  readonly outputShape: readonly number[];
  readonly parameters: number;
  readonly weights: readonly WeightInfo[];
}

export interface LayerTable {
  readonly layers: readonly LayerInfo[];
  readonly parameters: number;
  readonly trainable: number;
  readonly nonTrainable: number;
  /** Size of the float32 weights. */
  readonly bytes: number;
}

const snakeNames: Record<LayerSpec['type'], string> = {
  Dense: 'dense',
  BatchNormalization: 'batch_normalization',
  LeakyReLU: 'leaky_re_lu',
  Reshape: 'reshape',
  Conv2DTranspose: 'conv2d_transpose',
  Conv2D: 'conv2d',
  Dropout: 'dropout',
  Flatten: 'flatten',
};

export const elementCount = (shape: readonly number[]): number =>
  shape.reduce((product, size) => product * size, 1);

/** Every layer's name, output shape and weights, with the totals Keras's summary prints. */
export function layerTable(architecture: Architecture): LayerTable {
  const layers: LayerInfo[] = [];
  const seen = new Map<string, number>();
  let shape = architecture.inputShape;
  for (const spec of architecture.layers) {
    const base = snakeNames[spec.type];
    const before = seen.get(base) ?? 0;
    seen.set(base, before + 1);
    const name = before === 0 ? base : `${base}_${before}`;
    const weights = layerWeights(spec, shape).map((weight) => ({
      ...weight,
      name: `${name}/${weight.name}`,
    }));
    shape = outputShape(spec, shape);
    layers.push({ name, type: spec.type, outputShape: shape, parameters: count(weights), weights });
  }
  const weights = layers.flatMap((layer) => layer.weights);
  const trainable = count(weights.filter((weight) => weight.trainable));
  const parameters = count(weights);
  return {
    layers,
    parameters,
    trainable,
    nonTrainable: parameters - trainable,
    bytes: parameters * Float32Array.BYTES_PER_ELEMENT,
  };
}

/** Every weight of a network, in the order of its layers: the order of all files that hold them. */
export const weightsOf = (architecture: Architecture): WeightInfo[] =>
  layerTable(architecture).layers.flatMap((layer) => layer.weights);

const count = (weights: readonly WeightInfo[]): number =>
  weights.reduce((sum, weight) => sum + elementCount(weight.shape), 0);

function outputShape(spec: LayerSpec, input: readonly number[]): readonly number[] {
  const [height = 0, width = 0] = input;
  switch (spec.type) {
    case 'Dense':
      return [...input.slice(0, -1), spec.units];
    case 'Reshape':
      return spec.targetShape;
    case 'Flatten':
      return [elementCount(input)];
    case 'Conv2D':
      return [Math.ceil(height / spec.strides), Math.ceil(width / spec.strides), spec.filters];
    case 'Conv2DTranspose':
      return [height * spec.strides, width * spec.strides, spec.filters];
    case 'BatchNormalization':
    case 'LeakyReLU':
    case 'Dropout':
      return input;
  }
}

function layerWeights(spec: LayerSpec, input: readonly number[]): WeightInfo[] {
  const channels = input.at(-1) ?? 0;
  const kernel = (shape: readonly number[], outputs: number, useBias: boolean): WeightInfo[] => [
    { name: 'kernel', shape, trainable: true },
    ...(useBias ? [{ name: 'bias', shape: [outputs], trainable: true }] : []),
  ];
  switch (spec.type) {
    case 'Dense':
      return kernel([channels, spec.units], spec.units, spec.useBias);
    case 'Conv2D':
      return kernel(
        [spec.kernelSize, spec.kernelSize, channels, spec.filters],
        spec.filters,
        spec.useBias,
      );
    case 'Conv2DTranspose':
      return kernel(
        [spec.kernelSize, spec.kernelSize, spec.filters, channels],
        spec.filters,
        spec.useBias,
      );
    case 'BatchNormalization':
      return [
        { name: 'gamma', shape: [channels], trainable: true },
        { name: 'beta', shape: [channels], trainable: true },
        { name: 'moving_mean', shape: [channels], trainable: false },
        { name: 'moving_variance', shape: [channels], trainable: false },
      ];
    case 'LeakyReLU':
    case 'Reshape':
    case 'Dropout':
    case 'Flatten':
      return [];
  }
}
