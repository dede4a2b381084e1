import { isLegible, legibleConfidence } from '../../../src-shared/quality/legibility.js';

/** Share of digits whose top class is as probable as a legible digit's. @param confidences [n] */
export const legibleShare = (confidences: Float32Array): number =>
  confidences.filter((confidence) => isLegible(confidence, legibleConfidence)).length /
  confidences.length;
