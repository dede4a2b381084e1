import { digitSize } from '../../../src-shared/digits/grey-image.js';
import type { Box } from '../../../src-shared/strips/strip.js';
import type { PictureSample } from './part.js';

/** Pixels that the longer side of a digit's ink takes. */
const inkSize = 20;

/**
 * A strip of one digit as MNIST has its own: white on black, its ink in a square of 20 pixels, which lies
 * so in 28 × 28 that the centre of mass is in the middle. What is not beside ink is black, whatever the
 * paper.
 *
 * @returns [28, 28]
 * @see http://yann.lecun.com/exdb/mnist/
 */
export function mnistTile(sample: PictureSample): Uint8Array {
  const box = sample.boxes.find((each) => each !== null);
  if (!box) return new Uint8Array(digitSize * digitSize);
  const ink = inkOf(sample, box);
  const scale = inkSize / Math.max(box.width, box.height);
  const columns = ink.width;
  const rows = ink.parts.length / columns;
  const across = windows(columns, { middle: middleOf(ink, 'column'), scale });
  const down = windows(rows, { middle: middleOf(ink, 'row'), scale });
  const narrow = new Float64Array(digitSize * rows);
  for (let row = 0; row < rows; row++) {
    for (const [x, window] of across.entries()) {
      narrow[row * digitSize + x] = weighted(window, (at) => ink.parts[row * columns + at] ?? 0);
    }
  }
  return Uint8Array.from({ length: digitSize * digitSize }, (_, place) => {
    const [x, window] = [place % digitSize, down[Math.floor(place / digitSize)]];
    const part = window ? weighted(window, (at) => narrow[at * digitSize + x] ?? 0) : 0;
    return Math.round(255 * part);
  });
}

/** How much of each pixel is ink, 0 to 1, in a box with a pixel of paper around it. */
interface Ink {
  readonly parts: Float64Array;
  readonly width: number;
}

function inkOf(sample: PictureSample, box: Box): Ink {
  const { width, height } = sample;
  const [left, top] = [box.left - 1, box.top - 1];
  const [columns, rows] = [box.width + 2, box.height + 2];
  const levels = greyLevels(sample);
  const near = besideInk(sample);
  const paper = middlePaper(levels, near);
  const isLight = meanInk(levels, sample.mask) > paper;
  const parts = Float64Array.from({ length: columns * rows }, (_, place) => {
    const [x, y] = [left + (place % columns), top + Math.floor(place / columns)];
    const at = y * width + x;
    if (x < 0 || x >= width || y < 0 || y >= height || near[at] !== 1) return 0;
    // Shadow and light change ink and paper alike.
    const here = paperAround({ x, y, width, levels, near }) ?? paper;
    const level = levels[at] ?? 0;
    return Math.max(0, isLight ? (level - here) / Math.max(1, 255 - here) : 1 - level / here);
  });
  const most = Math.max(...parts) || 1;
  return { parts: parts.map((part) => part / most), width: columns };
}

/** 1 for each pixel that is ink or touches some. */
function besideInk({ mask, width, height }: PictureSample): Uint8Array {
  const near = new Uint8Array(mask.length);
  for (const [at, character] of mask.entries()) {
    if (character === 0) continue;
    const [x, y] = [at % width, Math.floor(at / width)];
    for (let row = Math.max(0, y - 1); row <= Math.min(height - 1, y + 1); row++) {
      const begin = row * width;
      near.fill(1, begin + Math.max(0, x - 1), begin + Math.min(width, x + 2));
    }
  }
  return near;
}

/** How far around a pixel the paper is looked at, and how often, in pixels. */
const [reach, step] = [6, 2];

/** The paper's mean grey level around a pixel, from 1; null where there is nothing but ink. */
function paperAround({ x, y, width, levels, near }: Around): number | null {
  let [sum, count] = [0, 0];
  const last = levels.length / width - 1;
  for (let row = Math.max(0, y - reach); row <= Math.min(last, y + reach); row += step) {
    for (let at = Math.max(0, x - reach); at <= Math.min(width - 1, x + reach); at += step) {
      if (near[row * width + at] === 1) continue;
      sum += levels[row * width + at] ?? 0;
      count++;
    }
  }
  return count === 0 ? null : Math.max(1, sum / count);
}

interface Around {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly levels: Uint8Array;
  readonly near: Uint8Array;
}

/** Of a coloured picture its brightness, in the weights of ITU-R BT.601. */
function greyLevels({ pixels, channels, mask }: PictureSample): Uint8Array {
  if (channels === 1) return pixels;
  return mask.map((_, at) => {
    const [red = 0, green = 0, blue = 0] = pixels.subarray(3 * at, 3 * at + 3);
    return Math.round((299 * red + 587 * green + 114 * blue) / 1000);
  });
}

/** The grey level that half of the paper is above, from 1. */
function middlePaper(levels: Uint8Array, near: Uint8Array): number {
  const paper = levels.filter((_, at) => near[at] === 0).sort();
  return Math.max(1, paper[paper.length >> 1] ?? 255);
}

/** The mean grey level of ink; 0 where there is none. */
function meanInk(levels: Uint8Array, mask: Uint8Array): number {
  const ink = levels.filter((_, at) => mask[at] !== 0);
  return ink.reduce((sum, level) => sum + level, 0) / Math.max(1, ink.length);
}

/** The centre of mass, in pixels from the first one's edge. */
function middleOf({ parts, width }: Ink, along: 'column' | 'row'): number {
  let [sum, moment] = [0, 0];
  for (const [at, part] of parts.entries()) {
    const place = along === 'column' ? at % width : Math.floor(at / width);
    sum += part;
    moment += part * (place + 0.5);
  }
  return sum === 0 ? width / 2 : moment / sum;
}

/** Pixels that a pixel of the tile is made of. */
interface Window {
  readonly first: number;
  readonly weights: readonly number[];
}

/** Of each place of the tile: what it covers, where that is less than a pixel, what lies around. */
function windows(length: number, { middle, scale }: { middle: number; scale: number }): Window[] {
  // All ink stays in the tile. A pixel at each end is paper.
  const half = digitSize / 2;
  const least = (half - digitSize) / scale + length - 1;
  const centre = Math.max(least, Math.min(middle, half / scale + 1));
  const covered = Math.max(1, 1 / scale) / 2;
  return Array.from({ length: digitSize }, (_, at) => {
    const place = centre + (at + 0.5 - half) / scale;
    const [from, to] = [Math.max(0, place - covered), Math.min(length, place + covered)];
    const first = Math.floor(from);
    const weights = Array.from({ length: Math.max(0, Math.ceil(to) - first) }, (__, more) => {
      const pixel = first + more;
      return Math.max(0, Math.min(to, pixel + 1) - Math.max(from, pixel)) / (2 * covered);
    });
    return { first, weights };
  });
}

const weighted = ({ first, weights }: Window, value: (at: number) => number): number =>
  weights.reduce((sum, weight, place) => sum + weight * value(first + place), 0);
