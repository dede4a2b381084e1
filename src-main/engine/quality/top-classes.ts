import { classCount } from '../../../src-shared/networks/classifiers.js';

/** What a recogniser takes images for. */
export interface TopClasses {
  /** [n], 0 to 9: of two alike the smaller. */
  readonly classes: Uint8Array;
  /** [n]: the probability of that class. */
  readonly confidences: Float32Array;
}

/** @param probabilities [n, 10] row by row */
export function topClasses(probabilities: Float32Array): TopClasses {
  const count = probabilities.length / classCount;
  const classes = new Uint8Array(count);
  const confidences = new Float32Array(count);
  for (let i = 0; i < count; i++) {
    const row = probabilities.subarray(i * classCount, (i + 1) * classCount);
    const most = row.reduce((best, value) => Math.max(best, value), 0);
    classes[i] = Math.max(0, row.indexOf(most));
    confidences[i] = most;
  }
  return { classes, confidences };
}
