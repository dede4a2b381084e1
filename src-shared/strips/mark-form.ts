import { drawnFrom } from '../config/style-fields.js';
import type { Ink } from '../digits/draw-mark.js';
import type { StrokePoint } from '../digits/draw-stroke.js';
import type { Hand } from '../digits/measure-hand.js';
import { middle, type Random, vary } from '../digits/pen.js';

/** How a hand's marks have to be. */
export type MarkHand = Omit<Hand, 'level'>;

/** Between which times of what it is in a composed number a mark's width and height lie. */
interface Reach {
  readonly wide: readonly [number, number];
  readonly high: readonly [number, number];
  /** Pixels to the right for each upwards, beside those that it has. */
  readonly lean: readonly [number, number];
  /** How far it may lie above or below its usual place, in parts of a digit's height. */
  readonly astray: number;
}

const reaches: Partial<Record<Ink, Reach>> = {
  '.': { wide: [0.8, 1.3], high: [0.8, 1.2], lean: [-0.2, 0.2], astray: 0.05 },
  ',': { wide: [0.6, 1.6], high: [0.8, 1.6], lean: [-0.15, 0.25], astray: 0.06 },
  '-': { wide: [0.65, 1.6], high: [0.6, 1.6], lean: [-0.2, 0.2], astray: 0.1 },
  // Longer than a one, and never upright: else nobody could tell them apart.
  '/': { wide: [0.9, 1.7], high: [1.05, 1.4], lean: [0, 0.15], astray: 0.08 },
};
const usual: Reach = { wide: [0.85, 1.2], high: [0.9, 1.1], lean: [-0.1, 0.1], astray: 0.04 };
/** Times the width of the digits' strokes. */
const pressed: readonly [number, number] = [0.85, 1.2];

/**
 * The strokes of a mark as another hand would write them: broader or narrower, higher or lower, leaning. People's digits
 * are alike because they have to be read; a dash or a slash is understood whatever its length.
 * @param strokes as in a composed number
 */
export function formed(
  mark: Ink,
  strokes: readonly StrokePoint[][],
  { top, foot }: MarkHand,
  random: Random,
): StrokePoint[][] {
  const { wide, high, lean, astray } = reaches[mark] ?? usual;
  const between = ([min, max]: readonly [number, number]) => drawnFrom({ min, max }, random);
  const form = {
    wide: between(wide),
    high: between(high),
    lean: between(lean),
    thick: between(pressed),
    down: vary(0, astray, random) * (foot - top),
  };
  const ys = strokes.flat().map(({ y }) => y);
  const centre = (Math.min(...ys) + Math.max(...ys)) / 2;
  return strokes.map((points) =>
    points.map(({ x, y, radius }) => ({
      x: middle + form.wide * (x - middle) - form.lean * (y - centre),
      y: centre + form.high * (y - centre) + form.down,
      radius: form.thick * radius,
    })),
  );
}
