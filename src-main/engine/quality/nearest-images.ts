import * as tf from '@tensorflow/tfjs';

const pixelsOf = 28 * 28;
const white = 255;

/**
 * The training image nearest to each of some digits, by Euclidean distance between pixels. The search
 * is one matrix product a chunk of training images; no tensor outlives a call.
 */
export class NearestImages {
  private readonly places: Int32Array;
  /** Of the nearest image so far, its ‖t‖² - 2 q·t: what the squared distance is beside ‖q‖². */
  private readonly scores: Float32Array;

  /** @param digits [n, 28, 28] grey levels @param training [m, 28, 28] grey levels */
  constructor(
    private readonly digits: Uint8Array,
    private readonly training: Uint8Array,
  ) {
    const count = digits.length / pixelsOf;
    this.places = new Int32Array(count);
    this.scores = new Float32Array(count).fill(Number.POSITIVE_INFINITY);
  }

  /** Compares all digits with the training images `first` … `first + count - 1`. */
  compare(first: number, count: number): void {
    const [scores, places] = tf.tidy(() => {
      const digits = unitPixels(this.digits);
      const chunk = unitPixels(
        this.training.subarray(first * pixelsOf, (first + count) * pixelsOf),
      );
      const all = chunk
        .square()
        .sum(1)
        .sub(tf.matMul(digits, chunk, false, true).mul(2));
      return [all.min(1).dataSync<'float32'>(), all.argMin(1).dataSync<'int32'>()] as const;
    });
    scores.forEach((score, i) => {
      if (score >= (this.scores[i] ?? 0)) return;
      this.scores[i] = score;
      this.places[i] = first + (places[i] ?? 0);
    });
  }

  /**
   * [n]: the distances to the images found, of pixels in [0, 1]. Computed in whole numbers: a copy is
   * at 0, which the search's rounding would hide.
   */
  distances(): Float64Array {
    return Float64Array.from(this.places, (place, i) => {
      let sum = 0;
      for (let pixel = 0; pixel < pixelsOf; pixel++) {
        const digit = this.digits[i * pixelsOf + pixel] ?? 0;
        const image = this.training[place * pixelsOf + pixel] ?? 0;
        sum += (digit - image) ** 2;
      }
      return Math.sqrt(sum) / white;
    });
  }
}

/** [n, 784] in [0, 1] */
const unitPixels = (images: Uint8Array): tf.Tensor2D =>
  tf.tensor2d(new Float32Array(images), [images.length / pixelsOf, pixelsOf]).div(white);
