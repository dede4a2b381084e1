import { fixedHyperparameters } from '../../../src-shared/config/training.js';
import type { LayerSpec } from '../../../src-shared/networks/architecture.js';

/** What a training chose for layers, and drawing does not ask for. */
export interface TrainedWith {
  readonly batchNormMomentum?: number;
  readonly dropout?: number;
}

/** What Keras and tfjs have where nothing is said. */
const usualMomentum = 0.99;

/**
 * A layer's settings as Keras and tfjs write them: all that change what it computes, and in a training.
 * Initialisers, constraints and regularisers are left to the program that reads them.
 */
export function layerSettings(
  spec: LayerSpec,
  { batchNormMomentum = usualMomentum, dropout = 0 }: TrainedWith,
): Record<string, unknown> {
  switch (spec.type) {
    case 'Dense':
      return { units: spec.units, use_bias: spec.useBias, activation: 'linear' };
    case 'Conv2D':
    case 'Conv2DTranspose':
      return {
        filters: spec.filters,
        kernel_size: [spec.kernelSize, spec.kernelSize],
        strides: [spec.strides, spec.strides],
        padding: 'same',
        data_format: 'channels_last',
        use_bias: spec.useBias,
        activation: spec.activation ?? 'linear',
      };
    case 'LeakyReLU':
      return { alpha: spec.slope };
    case 'Reshape':
      return { target_shape: spec.targetShape };
    case 'BatchNormalization':
      return {
        axis: -1,
        momentum: batchNormMomentum,
        epsilon: fixedHyperparameters.batchNormEpsilon,
        center: true,
        scale: true,
      };
    case 'Dropout':
      return { rate: spec.rate ?? dropout };
    case 'Flatten':
      return {};
  }
}
