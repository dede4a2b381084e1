import { measureTraits, traits } from '../../../src-shared/digits/measure-traits.js';
import { imagesOfLabel } from './images-of-label.js';

const digitPixels = 28 * 28;

/** Slant and stroke width of a data set's images, as a conditional training asks for them. */
export interface DataTraits {
  /** [count, 2], measured. */
  readonly measured: Float32Array;
  /**
   * [count, 2]: where each lies among the images of its label, as the value of a standard normal
   * distribution that has as much below it. So a generator can be asked for any trait by a normal number,
   * whatever the trait's own distribution.
   */
  readonly scores: Float32Array;
  /** [labels, 2], standard deviations of the measured traits, label by label. */
  readonly deviations: Float32Array;
}

/**
 * @param images [n, 28, 28] grey levels
 * @param classes [n], each image's place among the labels
 */
export function dataTraits(
  images: Uint8Array,
  { classes, labelCount }: { classes: Uint8Array; labelCount: number },
): DataTraits {
  const count = classes.length;
  const measured = new Float32Array(count * traits.length);
  for (let i = 0; i < count; i++) {
    const digit = measureTraits(images.subarray(i * digitPixels, (i + 1) * digitPixels));
    for (const [t, trait] of traits.entries()) measured[i * traits.length + t] = digit[trait];
  }
  const scores = new Float32Array(count * traits.length);
  const deviations = new Float32Array(labelCount * traits.length);
  for (let label = 0; label < labelCount; label++) {
    const members = imagesOfLabel(classes, label);
    for (let t = 0; t < traits.length; t++) {
      const value = (i: number) => measured[i * traits.length + t] ?? 0;
      // Of two alike, the earlier image comes first.
      const ranked = members.toSorted((a, b) => value(a) - value(b) || a - b);
      for (const [rank, i] of ranked.entries()) {
        scores[i * traits.length + t] = normalQuantile((rank + 0.5) / ranked.length);
      }
      deviations[label * traits.length + t] = deviation(members, value);
    }
  }
  return { measured, scores, deviations };
}

/** No less than a little: a label whose images are all alike can't be divided by 0. */
function deviation(members: Uint32Array, value: (i: number) => number): number {
  const mean = members.reduce((sum, i) => sum + value(i), 0) / members.length;
  const squares = members.reduce((sum, i) => sum + (value(i) - mean) ** 2, 0);
  return Math.max(1e-3, Math.sqrt(squares / members.length)) || 1;
}

/**
 * The value that a standard normal number lies below with probability p, by Acklam's rational
 * approximation (2003): its relative error is at most 1.15e-9.
 *
 * @param p between 0 and 1
 */
export function normalQuantile(p: number): number {
  if (p > 0.5) return -normalQuantile(1 - p);
  if (p < 0.02425) {
    const q = Math.sqrt(-2 * Math.log(p));
    return polynomial(tail.above, q) / (polynomial(tail.below, q) * q + 1);
  }
  const q = p - 0.5;
  return (polynomial(centre.above, q * q) * q) / (polynomial(centre.below, q * q) * q * q + 1);
}

/** Coefficients, those of the highest powers first. */
const centre = {
  above: [
    -39.69683028665376, 220.9460984245205, -275.9285104469687, 138.357751867269, -30.66479806614716,
    2.506628277459239,
  ],
  below: [
    -54.47609879822406, 161.5858368580409, -155.6989798598866, 66.80131188771972,
    -13.28068155288572,
  ],
} as const;
const tail = {
  above: [
    -0.007784894002430293, -0.3223964580411365, -2.400758277161838, -2.549732539343734,
    4.374664141464968, 2.938163982698783,
  ],
  below: [0.007784695709041462, 0.3224671290700398, 2.445134137142996, 3.754408661907416],
} as const;

const polynomial = (coefficients: readonly number[], x: number): number =>
  coefficients.reduce((sum, coefficient) => sum * x + coefficient, 0);
