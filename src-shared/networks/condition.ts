import { traits } from '../digits/measure-traits.js';

/**
 * What a conditional generator takes in the place of a latent vector alone: `noiseDim` standard normal
 * numbers, of which the first `handDim` are shared by the digits of one hand; then a number for each
 * label, `labelValue` for the one asked for and 0 for the others; then slant and stroke width, each a
 * standard normal number among the digits of a label.
 */
export interface Condition {
  readonly noiseDim: number;
  readonly handDim: number;
  /** What it can be asked for, ascending. */
  readonly labels: readonly number[];
}

/** Makes the label heard beside the many numbers of the latent vector. */
export const labelValue = 3;

/** Of the latent vector, the hand's part. */
const handPart = 0.8;

/** Of MNIST: the digits by their own names. */
export const digitLabels: readonly number[] = [0, 1, 2, 3, 4, 5, 6, 7, 8, 9];

export const conditionOf = (noiseDim: number, labels: readonly number[]): Condition => ({
  noiseDim,
  handDim: Math.round(handPart * noiseDim),
  labels,
});

/** Numbers beside the latent vector, of a generator that knows so many labels; 0 for none. */
export const requestLength = (labelCount: number): number =>
  labelCount === 0 ? 0 : labelCount + traits.length;

/** Numbers that a generator takes for one digit. */
export const inputLength = ({ noiseDim, labels }: Condition): number =>
  noiseDim + requestLength(labels.length);
