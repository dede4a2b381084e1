/** A digit is legible when the recogniser gives its top class at least this probability. */
export const legibleConfidence = 0.95;

/**
 * Whether a digit is as sure as asked for.
 * @param confidence a probability of 32 bits, to which the threshold is rounded
 * @param legibility null takes every digit
 */
export const isLegible = (confidence: number, legibility: number | null): boolean =>
  legibility === null || confidence >= Math.fround(legibility);

/** Of a data set's own images, so many must be legible for the recogniser's classes to mean something. */
const readableShare = 0.5;

/** Whether the recogniser can read a data set. @param legible share of its own images */
export const isReadable = (legible: number): boolean => legible >= readableShare;
