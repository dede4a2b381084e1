import * as tf from '@tensorflow/tfjs';
import { toPixels } from '../../../src-shared/digits/grey-image.js';
import { latentVectors } from '../../../src-shared/random/streams.js';
import { type ComputePrecision, withPrecision } from '../backend/bfloat16-convolutions.js';

export interface SampleOptions {
  readonly seed: number;
  readonly noiseDim: number;
  /** Number of the first digit in the seed's series. */
  readonly first: number;
  readonly count: number;
  readonly precision: ComputePrecision;
}

/** Digits computed at once: enough to keep the cores busy, few enough for the cache. */
const batch = 16;

/**
 * Digits `first` … `first + count - 1` of a seed's series, as grey levels [count, 28, 28]. Digit i is
 * the same whatever was asked for beside it: a convolution's rounding may depend on the size of its
 * batch, so batches have one size and begin at its multiples.
 */
export function sampleDigits(generator: tf.Sequential, options: SampleOptions): Uint8Array {
  const { seed, noiseDim, first, count, precision } = options;
  const start = Math.floor(first / batch) * batch;
  const end = first + count;
  const size = 28 * 28;
  const all = new Uint8Array(count * size);
  for (let from = start; from < end; from += batch) {
    const noise = latentVectors({ seed, noiseDim, first: from, count: batch });
    const pixels = toPixels(
      tf.tidy(() => {
        const latent = tf.tensor2d(noise, [batch, noiseDim]);
        const images = withPrecision(precision, () => generator.apply(latent) as tf.Tensor);
        return images.dataSync<'float32'>();
      }),
    );
    const skip = Math.max(first - from, 0);
    const take = Math.min(end - from, batch);
    all.set(pixels.subarray(skip * size, take * size), (from + skip - first) * size);
  }
  return all;
}
