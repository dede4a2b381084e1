import * as tf from '@tensorflow/tfjs';
import {
  leastInk,
  leastOutline,
  leastSpread,
  middle,
} from '../../../src-shared/digits/measure-traits.js';

const size = 28;

/** [784, 5]: 1, x, y, xy and y² of each pixel. */
const coordinates = Array.from({ length: size * size }, (_, place) => {
  const x = (place % size) - middle;
  const y = Math.floor(place / size) - middle;
  return [1, x, y, x * y, y * y];
});

/**
 * Slant and stroke width as `measureTraits` has them, of images that need not be whole grey levels, so
 * that a generator can learn from them.
 *
 * @param images [n, 28, 28, 1] in [-1, 1]
 * @returns [n, 2]
 */
export function imageTraits(images: tf.Tensor): tf.Tensor {
  const count = images.shape[0] ?? 0;
  const ink = images.add(1).mul(0.5);
  const sums = ink.reshape([count, size * size]).matMul(tf.tensor2d(coordinates));
  const [mass, ...moments] = sums.split(5, 1);
  if (!mass) throw new Error('an image has five moments');
  const whole = mass.add(leastInk);
  const [x, y, xy, yy] = moments.map((moment) => moment.div(whole));
  if (!x || !y || !xy || !yy) throw new Error('an image has five moments');
  const slant = x.mul(y).sub(xy).div(yy.sub(y.square()).add(leastSpread));
  const framed = ink.reshape([count, size, size]).pad([
    [0, 0],
    [1, 1],
    [1, 1],
  ]);
  const sides = (axis: 1 | 2) => {
    const from = axis === 1 ? [0, 1, 0] : [0, 0, 1];
    const shape = axis === 1 ? [count, size + 1, size + 2] : [count, size + 2, size + 1];
    return framed
      .slice(from, shape)
      .sub(framed.slice([0, 0, 0], shape))
      .abs()
      .sum([1, 2]);
  };
  const outline = sides(1).add(sides(2)).add(leastOutline).reshape([count, 1]);
  return tf.concat([slant, whole.mul(2).div(outline)], 1);
}

/** The traits that images should have. */
export interface WantedTraits {
  /** [n, 2], as `measureTraits` has them. */
  readonly values: tf.Tensor;
  /** [n, 2]: what counts as far, a standard deviation among the images of the same label. */
  readonly deviations: tf.Tensor;
  /** Of the loss beside the generator's own, which has the weight 1. */
  readonly weight: number;
}

/** Mean square of what images lack of the traits asked for, in standard deviations. */
export const traitLoss = (
  images: tf.Tensor,
  { values, deviations }: Pick<WantedTraits, 'values' | 'deviations'>,
): tf.Scalar => imageTraits(images).sub(values).div(deviations).square().mean().asScalar();
