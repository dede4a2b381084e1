import * as tf from '@tensorflow/tfjs';
import { classCount } from '../../../src-shared/networks/classifiers.js';
import type { CompiledFunction } from '../backend/graph/compile.js';
import { kernels } from '../backend/kernels.js';
import { variablesOf } from '../networks/build-network.js';

const pixels = 28 * 28;

/** Images computed at once, the largest first. Few sizes: a program is compiled once for each. */
const batchSizes = [128, 16, 4, 1];

/** A classifying network at work: always in float32, so that an answer depends on the image alone. */
export class Classifier {
  /** Length of the features: the activations before the last layer. */
  readonly featureCount: number;
  private readonly program: CompiledFunction;

  /** The network stays the caller's to dispose of. */
  constructor(network: tf.Sequential) {
    const [last, ...others] = network.layers.toReversed();
    const before = others[0]?.outputShape as tf.Shape | undefined;
    this.featureCount = before?.at(-1) ?? 0;
    const apply = (x: tf.Tensor, layer: tf.layers.Layer) => layer.apply(x) as tf.Tensor;
    this.program = kernels().compile(
      (images) => {
        if (!images || !last) throw new Error('a classifier needs layers and images');
        const features = others.reduceRight(apply, images);
        return [features, apply(features, last)];
      },
      { variables: variablesOf(network), precision: 'float32' },
    );
  }

  /**
   * @param images [n, 28, 28] grey levels
   * @returns features [n, featureCount] and logits [n, 10]
   */
  classify(images: Uint8Array): { features: Float32Array; logits: Float32Array } {
    const count = images.length / pixels;
    if (!Number.isInteger(count)) throw new Error(`${images.length} pixels are no whole images`);
    const features = new Float32Array(count * this.featureCount);
    const logits = new Float32Array(count * classCount);
    let done = 0;
    while (done < count) {
      const size = batchSizes.find((batch) => batch <= count - done) ?? 1;
      const part = images.subarray(done * pixels, (done + size) * pixels);
      const [partFeatures, partLogits] = this.compute(part, size);
      features.set(partFeatures ?? [], done * this.featureCount);
      logits.set(partLogits ?? [], done * classCount);
      done += size;
    }
    return { features, logits };
  }

  private compute(images: Uint8Array, count: number): Float32Array[] {
    const levels = new Float32Array(images).map((level) => level / 127.5 - 1);
    const input = tf.tensor4d(levels, [count, 28, 28, 1]);
    const results = this.program.call(input);
    const values = results.map((result) => result.dataSync<'float32'>());
    tf.dispose([input, ...results]);
    return values;
  }

  dispose(): void {
    this.program.dispose();
  }
}
