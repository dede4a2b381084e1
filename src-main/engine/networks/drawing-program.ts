import * as tf from '@tensorflow/tfjs';
import { fixedHyperparameters } from '../../../src-shared/config/training.js';
import { variablesOfLayer } from './build-network.js';

/**
 * A generator made for drawing alone: each batch normalisation is folded into the layer before it,
 * since with fixed statistics it is a factor and an offset for every channel (Jacob et al., 2018,
 * section 3.2). Its results differ from the network's own by rounding.
 */
export class DrawingProgram {
  /** What it computes with: its own, and those of layers that stay as they are. */
  readonly variables: tf.Variable[] = [];
  private readonly own: tf.Variable[] = [];
  private readonly stages: ((x: tf.Tensor) => tf.Tensor)[] = [];
  private readonly updates: (() => void)[] = [];

  constructor(generator: tf.Sequential) {
    const { layers } = generator;
    for (const [place, layer] of layers.entries()) {
      const next = layers[place + 1];
      if (next?.getClassName() === 'BatchNormalization') this.addFolded(layer, next);
      else if (layer.getClassName() !== 'BatchNormalization') {
        this.stages.push((x) => layer.apply(x) as tf.Tensor);
        this.variables.push(...variablesOfLayer(layer));
      }
    }
  }

  /** Latent vectors [n, noiseDim] to images [n, 28, 28, 1] in [-1, 1]. */
  run(latent: tf.Tensor): tf.Tensor {
    return tf.tidy(() => this.stages.reduce((x, stage) => stage(x), latent));
  }

  /** Takes over the generator's weights as they are now. */
  update(): void {
    for (const update of this.updates) update();
  }

  dispose(): void {
    tf.dispose(this.own);
  }

  private addFolded(layer: tf.layers.Layer, normalization: tf.layers.Layer): void {
    const fold = () => {
      const [kernel] = layer.getWeights();
      if (!kernel) throw new Error(`${layer.name} has no kernel`);
      const { scale, offset } = scaleAndOffset(normalization);
      // A dense kernel is [inputs, outputs], one of a transposed convolution [h, w, outputs, inputs].
      const factor = kernel.rank === 4 ? scale.reshape([1, 1, -1, 1]) : scale;
      return [kernel.mul(factor), offset] as const;
    };
    const [kernel, bias] = tf.tidy(() => {
      const [folded, offset] = fold();
      return [tf.variable(folded, false), tf.variable(offset, false)] as const;
    });
    this.own.push(kernel, bias);
    this.variables.push(kernel, bias);
    this.updates.push(() =>
      tf.tidy(() => {
        const [folded, offset] = fold();
        kernel.assign(folded);
        bias.assign(offset);
      }),
    );
    const [, ...outputShape] = layer.outputShape as number[];
    const { strides } = layer.getConfig() as { strides?: [number, number] };
    this.stages.push((x) =>
      strides
        ? transposedConvolution(x, kernel, { strides, outputShape }).add(bias)
        : x.matMul(kernel).add(bias),
    );
  }
}

const transposedConvolution = (
  x: tf.Tensor,
  kernel: tf.Tensor,
  { strides, outputShape }: { strides: [number, number]; outputShape: number[] },
): tf.Tensor => {
  const [height = 0, width = 0, channels = 0] = outputShape;
  const shape: [number, number, number, number] = [x.shape[0] ?? 0, height, width, channels];
  return tf.conv2dTranspose(x as tf.Tensor4D, kernel as tf.Tensor4D, shape, strides, 'same');
};

/** gamma / √(variance + ε) and beta - mean · that, [channels] each. */
function scaleAndOffset(normalization: tf.layers.Layer): { scale: tf.Tensor; offset: tf.Tensor } {
  const [gamma, beta, mean, variance] = normalization.getWeights();
  if (!gamma || !beta || !mean || !variance) {
    throw new Error(`${normalization.name} is not built`);
  }
  const scale = gamma.mul(variance.add(fixedHyperparameters.batchNormEpsilon).rsqrt());
  return { scale, offset: beta.sub(mean.mul(scale)) };
}
