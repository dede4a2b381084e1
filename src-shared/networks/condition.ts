import { traits } from '../digits/measure-traits.js';

/**
 * What a conditional generator takes in the place of a latent vector alone: `noiseDim` standard normal
 * numbers, of which the first `handDim` are shared by the digits of one hand; then a number for each
 * label, `labelValue` for the one asked for and 0 for the others; then, where it knows allographs, as many
 * for those of the first label, of the second and so on, likewise; then slant and stroke width, each a
 * standard normal number among the digits of a label.
 */
export interface Condition {
  readonly noiseDim: number;
  readonly handDim: number;
  /** What it can be asked for, ascending. */
  readonly labels: readonly number[];
  /**
   * For each label the ways in which people write it, as a 7 with a bar and one without: how many of the
   * training images are written so. As many ways for each label, some of them perhaps nobody's; missing
   * where a generator knows none.
   */
  readonly allographs?: readonly (readonly number[])[] | undefined;
}

/** Makes label and allograph heard beside the many numbers of the latent vector. */
export const labelValue = 3;

/** Of the latent vector, the hand's part. */
const handPart = 0.8;

/** Of MNIST: the digits by their own names. */
export const digitLabels: readonly number[] = [0, 1, 2, 3, 4, 5, 6, 7, 8, 9];

export const conditionOf = (
  noiseDim: number,
  labels: readonly number[],
  allographs?: Condition['allographs'],
): Condition => ({
  noiseDim,
  handDim: Math.round(handPart * noiseDim),
  labels,
  ...(allographs ? { allographs } : {}),
});

/** How much a generator can be asked for. */
export interface RequestSize {
  /** Labels that it knows; 0 for one that draws what comes. */
  readonly labelCount: number;
  /** Allographs of each label; 0 or left out for none. */
  readonly allographCount?: number;
}

export const requestSizeOf = (condition: Condition | null): Required<RequestSize> => ({
  labelCount: condition?.labels.length ?? 0,
  allographCount: condition?.allographs?.[0]?.length ?? 0,
});

/** Numbers beside the latent vector. */
export const requestLength = ({ labelCount, allographCount = 0 }: RequestSize): number =>
  labelCount === 0 ? 0 : labelCount * (1 + allographCount) + traits.length;

/** Numbers that a generator takes for one digit. */
export const inputLength = (condition: Condition): number =>
  condition.noiseDim + requestLength(requestSizeOf(condition));
