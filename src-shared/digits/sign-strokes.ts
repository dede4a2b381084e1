import type { Mark } from '../config/number-text.js';
import type { StrokePoint } from './draw-stroke.js';
import type { Hand } from './measure-hand.js';
import { lineRadius, middle, type Random, vary } from './pen.js';
import { type Shape, type Sign, signShapes } from './sign-shapes.js';

/** Of a digit's height: a broad pen draws small rings and bars no broader. */
const broadest = 0.15;
/** Points of a curve between two that its shape names. */
const steps = 6;

export const isSign = (mark: Mark): mark is Sign => Object.hasOwn(signShapes, mark);

/** The strokes of a sign's shape: a little larger or smaller, leaning, and no line twice the same. */
export function signStrokes(sign: Sign, hand: Hand, random: Random): StrokePoint[][] {
  const height = hand.foot - hand.top;
  const radius = lineRadius * Math.min(hand.strokeWidth, broadest * height);
  const size = (height - 2 * radius) * vary(1, 0.04, random);
  const lean = vary(0.06, 0.05, random);
  const lift = height * vary(0, 0.015, random);
  return signShapes[sign].map((places) => {
    const pressed = radius * vary(1, 0.06, random);
    const along = curve(bent(places).map((at) => [varied(at[0], random), varied(at[1], random)]));
    return along.map(([x, y], index) => {
      const way = index / (along.length - 1);
      return {
        x: middle + size * (x + lean * (y - 0.5)),
        y: hand.foot - radius - lift - size * y,
        // A pen is lifted while it still moves.
        radius: pressed * (1 - 0.15 * way * way),
      };
    });
  });
}

/** A place of a shape as it comes out: in parts of a digit's height. */
const varied = (at: number, random: Random): number => vary(at, 0.018, random);

/** A straight line has a middle of its own: no hand draws it quite straight. */
function bent(places: Shape[number]): Shape[number] {
  const [from, to, more] = places;
  if (from === undefined || to === undefined || more !== undefined) return places;
  return [from, [(from[0] + to[0]) / 2, (from[1] + to[1]) / 2], to];
}

/**
 * A smooth way through places, which has their ends for its own: a uniform Catmull-Rom spline.
 * @see https://www.cs.cmu.edu/~fp/courses/graphics/asst5/catmullRom.pdf
 */
function curve(places: Shape[number]): Shape[number] {
  const way = places.slice(0, -1).flatMap((from, i) => {
    const to = places[i + 1] ?? from;
    const [before, after] = [places[i - 1] ?? from, places[i + 2] ?? to];
    return Array.from({ length: steps }, (_, step) => {
      const t = step / steps;
      const at = (axis: 0 | 1) => between([before[axis], from[axis], to[axis], after[axis]], t);
      return [at(0), at(1)] as const;
    });
  });
  return [...way, ...places.slice(-1)];
}

/** Between the second and the third of four values. @param t 0 to 1 */
const between = ([a, b, c, d]: readonly [number, number, number, number], t: number): number =>
  b + 0.5 * t * (c - a + t * (2 * a - 5 * b + 4 * c - d + t * (3 * (b - c) + d - a)));
