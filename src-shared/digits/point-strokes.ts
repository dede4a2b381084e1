import type { StrokePoint } from './draw-stroke.js';
import { digitSize } from './grey-image.js';
import type { Hand } from './measure-hand.js';
import { lineRadius, margin, middle, type Random, vary } from './pen.js';

export type Point = '.' | ':' | ',' | '-' | '/';

/** Parts of a digit's height. */
const dashLength = 0.4;
const slashWidth = 0.5;
const colonHeight = 0.5;
const commaReach = 0.2;
/** Of a stroke's width: a dot is set down with more ink than a line. */
const dotRadius = 0.62;

/** The strokes of what separates digits: dots, tails and single lines. */
export function pointStrokes(mark: Point, hand: Hand, random: Random): StrokePoint[][] {
  switch (mark) {
    case '.':
      return [dot({ hand, above: 0 }, random)];
    case ':':
      return [0, colonHeight].map((above) => dot({ hand, above }, random));
    case ',':
      return [comma(hand, random)];
    case '-':
      return [dash(hand, random)];
    case '/':
      return [slash(hand, random)];
    default:
      return mark satisfies never;
  }
}

/** A short dab. @param above its foot over the line, as a part of a digit's height */
function dot({ hand, above }: { hand: Hand; above: number }, random: Random): StrokePoint[] {
  const { strokeWidth, top, foot } = hand;
  const radius = strokeWidth * vary(dotRadius, 0.05, random);
  const y = foot - radius - above * (foot - top) + strokeWidth * vary(0, 0.2, random);
  const x = middle + strokeWidth * vary(0, 0.2, random);
  const slant = strokeWidth * vary(0, 0.25, random);
  const drop = strokeWidth * vary(0.1, 0.08, random);
  return [
    { x, y: y - drop, radius },
    { x: x + slant, y: y + drop, radius: radius * 0.92 },
  ];
}

/** A dab on the line whose tail goes down to the left. */
function comma({ strokeWidth, top, foot }: Hand, random: Random): StrokePoint[] {
  const height = foot - top;
  const reach = height * vary(commaReach, 0.03, random);
  const end = Math.min(foot + reach, digitSize - margin - 0.3 * strokeWidth);
  const begin = Math.min(foot - strokeWidth * lineRadius, end - reach);
  const lean = height * vary(0.11, 0.03, random);
  return [
    { x: middle, y: begin, radius: strokeWidth * 0.58 },
    { x: middle + 0.05 * strokeWidth, y: begin + 0.4 * (end - begin), radius: strokeWidth * 0.52 },
    { x: middle - lean, y: end, radius: strokeWidth * 0.3 },
  ];
}

/** At half height, nearly level. */
function dash({ strokeWidth, top, foot }: Hand, random: Random): StrokePoint[] {
  const height = foot - top;
  const half = (height * vary(dashLength, 0.06, random)) / 2;
  const y = (top + foot) / 2 + height * vary(0, 0.04, random);
  const rise = height * vary(0.01, 0.04, random);
  const bow = height * vary(0, 0.02, random);
  const radius = strokeWidth * lineRadius;
  return [
    { x: middle - half, y: y + rise, radius },
    { x: middle, y: y + bow, radius },
    { x: middle + half, y: y - rise, radius: radius * 0.85 },
  ];
}

/** From the line up to the right, as high as a digit or a little higher. */
function slash({ strokeWidth, top, foot }: Hand, random: Random): StrokePoint[] {
  const height = foot - top;
  const half = (height * vary(slashWidth, 0.06, random)) / 2;
  const over = height * vary(0.08, 0.03, random);
  const bow = height * vary(0, 0.03, random);
  const radius = strokeWidth * lineRadius;
  return [
    { x: middle + half, y: top - over, radius: radius * 0.9 },
    { x: middle + bow, y: (top + foot) / 2, radius },
    { x: middle - half, y: foot + over, radius: radius * 0.9 },
  ];
}
