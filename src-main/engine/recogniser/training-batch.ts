import type { LabelledImages } from '../../files/idx/mnist.js';
import { distortedBatch } from './augment.js';
import { nonDigits } from './non-digits.js';
import type { TrainingBatch } from './recogniser-trainer.js';

type Digits = Pick<LabelledImages, 'images' | 'labels' | 'count'>;

interface BatchPlace {
  readonly seed: number;
  /** Steps done before. */
  readonly step: number;
  /** Digits of the training before this batch. */
  readonly firstImage: number;
  /** How many non-digits. */
  readonly nonDigits: number;
}

/**
 * Distorted digits, and non-digits made of other ones. What is random in it is a function of the seed
 * and the place.
 *
 * @param indices [n], which digits
 */
export function trainingBatch(
  digits: Digits,
  indices: Int32Array,
  { seed, step, firstImage, nonDigits: count }: BatchPlace,
): TrainingBatch {
  return {
    images: distortedBatch(digits.images, indices, { seed, firstImage }),
    labels: Uint8Array.from(indices, (index) => digits.labels[index] ?? 0),
    nonDigits: Float32Array.from(
      nonDigits(digits, { seed, first: step * count, count }),
      (level) => level / 127.5 - 1,
    ),
  };
}
