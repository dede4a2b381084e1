import type { Architecture, ClassifierName, LayerSpec } from './architecture.js';

/**
 * The recogniser selects digits and models; the second reader reads again what goes into a bank; the
 * judge only reports. Each must see with other eyes.
 */
export const classifierNames = [
  'recogniser',
  'judge',
  'second-reader',
] as const satisfies readonly ClassifierName[];

/** The digits 0 to 9. */
export const classCount = 10;

const slope = 0.1;

const convolution = (filters: number, kernelSize: number, strides: number): LayerSpec[] => [
  { type: 'Conv2D', filters, kernelSize, strides, useBias: false },
  { type: 'BatchNormalization' },
  { type: 'LeakyReLU', slope },
];

/** From the last images to logits; the activations before the last layer are the features. */
const head = (features: number): LayerSpec[] => [
  { type: 'Flatten' },
  { type: 'Dropout', rate: 0.25 },
  { type: 'Dense', units: features, useBias: false },
  { type: 'BatchNormalization' },
  { type: 'LeakyReLU', slope },
  { type: 'Dropout', rate: 0.25 },
  { type: 'Dense', units: classCount, useBias: true },
];

/**
 * Images [n, 28, 28, 1] in [-1, 1] to logits [n, 10], with 64 features before them. Of each, under a
 * megabyte of weights and under ten million multiplications an image: fast enough for plain JavaScript.
 */
export const classifierArchitectures: {
  readonly [Name in ClassifierName]: Architecture<Name>;
} = {
  // Six small filters deep (Simonyan and Zisserman, 2015), strides in the place of pooling.
  recogniser: {
    name: 'recogniser',
    inputShape: [28, 28, 1],
    layers: [
      ...convolution(16, 3, 1),
      ...convolution(32, 3, 2),
      ...convolution(48, 3, 1),
      ...convolution(64, 3, 2),
      ...convolution(96, 3, 1),
      ...convolution(64, 3, 2),
      ...head(64),
    ],
  },
  // Four large ones, after LeNet-5 (LeCun et al., 1998).
  judge: {
    name: 'judge',
    inputShape: [28, 28, 1],
    layers: [
      ...convolution(24, 5, 2),
      ...convolution(40, 5, 1),
      ...convolution(64, 5, 2),
      ...convolution(48, 5, 2),
      ...head(64),
    ],
  },
  // Three that stride, with ones of a pixel between them (Lin, Chen and Yan, 2014).
  'second-reader': {
    name: 'second-reader',
    inputShape: [28, 28, 1],
    layers: [
      ...convolution(40, 7, 2),
      ...convolution(64, 1, 1),
      ...convolution(64, 1, 1),
      ...convolution(64, 4, 2),
      ...convolution(72, 1, 1),
      ...convolution(64, 4, 2),
      ...convolution(48, 1, 1),
      ...head(64),
    ],
  },
};
