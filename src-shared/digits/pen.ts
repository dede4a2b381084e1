import { digitSize } from './grey-image.js';

/** Uniform in [0, 1). */
export type Random = () => number;

/** Where marks are drawn before they are cropped, in pixels from the left edge. */
export const middle = digitSize / 2;
/** Pixels that strokes keep from the upper and lower edge. */
export const margin = 0.5;
/** Of a line, as a part of its stroke's width. */
export const lineRadius = 0.5;

/** A value that is at most `by` more or less. */
export const vary = (value: number, by: number, random: Random): number =>
  value + (2 * random() - 1) * by;
