/** A digit is legible when the recogniser gives its top class at least this probability. */
export const legibleConfidence = 0.95;

/**
 * Whether a digit is as sure as asked for.
 * @param confidence a probability of 32 bits, to which the threshold is rounded
 * @param legibility null takes every digit
 */
export const isLegible = (confidence: number, legibility: number | null): boolean =>
  legibility === null || confidence >= Math.fround(legibility);
