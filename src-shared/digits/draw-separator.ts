import type { Separator } from '../config/number-text.js';
import { cropToInk } from './crop-digit.js';
import { drawStroke, type StrokePoint } from './draw-stroke.js';
import { digitSize, type GreyImage, greyImage } from './grey-image.js';
import type { Hand } from './measure-hand.js';

/** Uniform in [0, 1). */
type Random = () => number;

/** Where the strokes are drawn before they are cropped: far enough from the left edge. */
const middle = digitSize / 2;
/** Pixels that strokes keep from the upper and lower edge. */
const margin = 0.5;

/** Parts of a digit's height. */
const dashLength = 0.4;
const slashWidth = 0.5;
const colonHeight = 0.5;
const commaReach = 0.2;
const blankWidth = 0.45;
/** Parts of a stroke's width: a dot is set down with more ink than a line. */
const dotRadius = 0.62;
const lineRadius = 0.5;

/**
 * A separator as the hand that wrote the digits would draw it: of the same weight, standing on the
 * same line, each a little different. A blank is a gap without ink.
 * @param random varies place, length and slant
 * @returns an image 28 pixels high, cropped to its columns with ink
 */
export function drawSeparator(separator: Separator, hand: Hand, random: Random): GreyImage {
  const height = hand.foot - hand.top;
  if (separator === ' ') {
    const width = Math.round(height * vary(blankWidth, 0.03, random));
    return greyImage({ width: Math.max(1, width), height: digitSize });
  }
  const image = greyImage({ width: digitSize, height: digitSize });
  for (const points of strokesOf(separator, hand, random)) {
    drawStroke(image, { points: points.map(inside), level: hand.level });
  }
  return cropToInk(image, Math.min(32, hand.level / 2)) ?? image;
}

function strokesOf(separator: Exclude<Separator, ' '>, hand: Hand, random: Random) {
  switch (separator) {
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
      return separator satisfies never;
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

/** A value that is at most `by` more or less. */
const vary = (value: number, by: number, random: Random): number => value + (2 * random() - 1) * by;

const inside = (point: StrokePoint): StrokePoint => ({
  ...point,
  y: Math.min(digitSize - margin - point.radius, Math.max(margin + point.radius, point.y)),
});
