import { fixedHyperparameters } from '../config/training.js';
import { type RequestSize, requestLength } from './condition.js';

/**
 * Networks as data: the one description that builders, layer tables and the checks of model folders
 * derive from. The two here follow TensorFlow's DCGAN guide; every width scales by one factor.
 */
export type LayerSpec =
  | { readonly type: 'Dense'; readonly units: number; readonly useBias: boolean }
  | { readonly type: 'BatchNormalization' }
  | { readonly type: 'LeakyReLU'; readonly slope: number }
  | { readonly type: 'Reshape'; readonly targetShape: readonly number[] }
  | {
      readonly type: 'Conv2DTranspose' | 'Conv2D';
      readonly filters: number;
      readonly kernelSize: number;
      readonly strides: number;
      readonly useBias: boolean;
      readonly activation?: 'tanh';
    }
  /** Without a rate, it is the training's to choose. */
  | { readonly type: 'Dropout'; readonly rate?: number }
  | { readonly type: 'Flatten' };

export const ganNetworks = ['generator', 'discriminator'] as const;
export type GanNetwork = (typeof ganNetworks)[number];

/** See `classifiers.ts`. */
export type ClassifierName = 'recogniser' | 'judge' | 'second-reader';

type NetworkName = GanNetwork | ClassifierName;

export interface Architecture<Name extends NetworkName = NetworkName> {
  readonly name: Name;
  /** Without the batch dimension. */
  readonly inputShape: readonly number[];
  readonly layers: readonly LayerSpec[];
}

export interface NetworkSize extends Partial<RequestSize> {
  /** Factor on every width: 1 is `classic`. */
  readonly width: number;
  /** Length of the latent vector. */
  readonly noiseDim: number;
  /** Of the generator's transposed convolutions; the first variant, unless told. */
  readonly strides?: StrideVariant | undefined;
}

/**
 * Where a generator enlarges its 7 × 7 images to 28 × 28. The first is how all are trained here; the other
 * is one that the Python program had for a time.
 */
export const strideVariants = [
  [2, 2, 1, 1],
  [1, 2, 1, 2],
] as const;
type StrideVariant = (typeof strideVariants)[number];

const kernelSize = 5;
const leakyRelu: LayerSpec = { type: 'LeakyReLU', slope: fixedHyperparameters.leakyReluSlope };
const batchNorm: LayerSpec = { type: 'BatchNormalization' };

/**
 * Latent vectors [n, noiseDim], with what is asked for beside them where it knows labels, to images
 * [n, 28, 28, 1] in [-1, 1].
 */
export function generatorArchitecture({
  width,
  noiseDim,
  labelCount = 0,
  allographCount = 0,
  strides = strideVariants[0],
}: NetworkSize): Architecture<'generator'> {
  const base = 1024 * width;
  const upsample = (filters: number, strides: number): LayerSpec[] => [
    { type: 'Conv2DTranspose', filters, kernelSize, strides, useBias: false },
    batchNorm,
    leakyRelu,
  ];
  return {
    name: 'generator',
    inputShape: [noiseDim + requestLength({ labelCount, allographCount })],
    layers: [
      { type: 'Dense', units: 7 * 7 * base, useBias: false },
      batchNorm,
      leakyRelu,
      { type: 'Reshape', targetShape: [7, 7, base] },
      ...upsample(512 * width, strides[0]),
      ...upsample(256 * width, strides[1]),
      ...upsample(128 * width, strides[2]),
      {
        type: 'Conv2DTranspose',
        filters: 1,
        kernelSize,
        strides: strides[3],
        useBias: false,
        activation: 'tanh',
      },
    ],
  };
}

/**
 * Images [n, 28, 28, 1] in [-1, 1] to logits [n, 1]: above 0 means "real". Where it knows labels, it has
 * one more output for each number of a request, and an image's logit is the first output plus the
 * others' product with the request: the projection of Miyato and Koyama (2018).
 */
export function discriminatorArchitecture({
  width,
  labelCount = 0,
  allographCount = 0,
}: Omit<NetworkSize, 'noiseDim' | 'strides'>): Architecture<'discriminator'> {
  const downsample = (filters: number): LayerSpec[] => [
    { type: 'Conv2D', filters, kernelSize, strides: 2, useBias: true },
    leakyRelu,
    { type: 'Dropout' },
  ];
  return {
    name: 'discriminator',
    inputShape: [28, 28, 1],
    layers: [
      ...downsample(128 * width),
      ...downsample(256 * width),
      ...downsample(512 * width),
      { type: 'Flatten' },
      { type: 'Dense', units: 1 + requestLength({ labelCount, allographCount }), useBias: true },
    ],
  };
}
