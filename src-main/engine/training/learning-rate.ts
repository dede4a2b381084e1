/**
 * What the learning rates are multiplied by: 1, and in the last `decay` of the training a straight line
 * down to 0.
 *
 * @param done share of the training's steps, 0 to 1 @param decay 0 to 1
 */
export const learningRateFactor = (done: number, decay: number): number =>
  done <= 1 - decay ? 1 : Math.max(0, 1 - done) / decay;
