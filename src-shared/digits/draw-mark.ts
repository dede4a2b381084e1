import type { Mark } from '../config/number-text.js';
import { cropToInk } from './crop-digit.js';
import { drawStroke, type StrokePoint } from './draw-stroke.js';
import { digitSize, type GreyImage, greyImage } from './grey-image.js';
import type { Hand } from './measure-hand.js';
import { margin, type Random, vary } from './pen.js';
import { pointStrokes } from './point-strokes.js';
import { isSign, signStrokes } from './sign-strokes.js';

/** What leaves ink. */
export type Ink = Exclude<Mark, ' '>;

/** Of a digit's height. */
export const blankWidth = 0.45;

/**
 * A mark as the hand that wrote the digits would draw it: of the same weight, standing on the same
 * line, each a little different. A blank is a gap without ink.
 * @param random varies place, length and slant
 * @returns an image 28 pixels high, cropped to its columns with ink
 */
export function drawMark(mark: Mark, hand: Hand, random: Random): GreyImage {
  if (mark === ' ') {
    const width = Math.round((hand.foot - hand.top) * vary(blankWidth, 0.03, random));
    return greyImage({ width: Math.max(1, width), height: digitSize });
  }
  const strokes = markStrokes(mark, hand, random).map((points) => points.map(inside));
  const image = inked(strokes, { level: hand.level, height: digitSize });
  return cropToInk(image, Math.min(32, hand.level / 2)) ?? image;
}

/** What a pen passes that draws a mark, in pixels of a digit's tile. */
export const markStrokes = (mark: Ink, hand: Hand, random: Random): StrokePoint[][] =>
  isSign(mark) ? signStrokes(mark, hand, random) : pointStrokes(mark, hand, random);

/** Strokes on an image as wide as they need and at least as a digit. @param level of full ink, 1 to 255 */
export function inked(
  strokes: readonly StrokePoint[][],
  { level, height }: { level: number; height: number },
): GreyImage {
  const { left, width } = columnsOf(strokes.flat());
  const image = greyImage({ width, height });
  for (const points of strokes) {
    drawStroke(image, { points: points.map((point) => ({ ...point, x: point.x - left })), level });
  }
  return image;
}

/** Whole columns that have room for all points: those of a digit where they do. */
function columnsOf(points: readonly StrokePoint[]): { left: number; width: number } {
  const left = Math.floor(Math.min(1, ...points.map(({ x, radius }) => x - radius)) - 1);
  const right = Math.ceil(
    Math.max(digitSize - 1, ...points.map(({ x, radius }) => x + radius)) + 1,
  );
  return { left, width: right - left };
}

const inside = (point: StrokePoint): StrokePoint => ({
  ...point,
  y: Math.min(digitSize - margin - point.radius, Math.max(margin + point.radius, point.y)),
});
