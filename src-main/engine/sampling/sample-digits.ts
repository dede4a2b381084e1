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
 * the same whatever is asked for beside it.
 */
export function sampleDigits(generator: tf.Sequential, options: SampleOptions): Uint8Array {
  const { seed, noiseDim, first, count, precision } = options;
  const pixels = new Uint8Array(count * 28 * 28);
  for (let done = 0; done < count; done += batch) {
    const size = Math.min(batch, count - done);
    const noise = latentVectors({ seed, noiseDim, first: first + done, count: size });
    const values = tf.tidy(() => {
      const latent = tf.tensor2d(noise, [size, noiseDim]);
      const images = withPrecision(precision, () => generator.apply(latent) as tf.Tensor);
      return images.dataSync<'float32'>();
    });
    pixels.set(toPixels(values), done * 28 * 28);
  }
  return pixels;
}
