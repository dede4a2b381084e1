/** A digit is legible when the recogniser gives its top class at least this probability. */
export const legibleConfidence = 0.95;
