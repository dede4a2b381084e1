import { legibleConfidence } from '../../../src-shared/quality/legibility.js';

/** The threshold as a probability has it, rounded to 32 bits. */
const threshold = Math.fround(legibleConfidence);

/** Share of digits whose top class is as probable as a legible digit's. @param confidences [n] */
export function legibleShare(confidences: Float32Array): number {
  return confidences.filter((confidence) => confidence >= threshold).length / confidences.length;
}
