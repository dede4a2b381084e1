import { coverageSums } from './coverage.js';
import type { FlatOutline } from './flat-outline.js';
import type { Placing } from './place-outline.js';
import type { Box } from './strip.js';

/** Steps of 255 from which on a pixel is ink: what boxes enclose and masks show. */
const leastInk = 32;

/** Rooms that are used again: of a data set millions of strips are drawn. */
let inkRoom = new Uint8Array(2 ** 13);
let mostRoom = new Uint8Array(2 ** 13);

/** Ink of several characters. */
export class Canvas {
  /** Steps of 255. It is overwritten by the next canvas. */
  readonly ink: Uint8Array;
  readonly mask: Uint8Array;
  /** How much of the pixel's ink is of the character that the mask has there. */
  private readonly most: Uint8Array;

  constructor(
    private readonly width: number,
    private readonly height: number,
  ) {
    const pixels = width * height;
    if (inkRoom.length < pixels) {
      inkRoom = new Uint8Array(2 * pixels);
      mostRoom = new Uint8Array(2 * pixels);
    }
    this.ink = inkRoom.subarray(0, pixels).fill(0);
    this.most = mostRoom.subarray(0, pixels).fill(0);
    this.mask = new Uint8Array(pixels);
  }

  /** @returns the box of the pixels that are its ink */
  add(outline: FlatOutline, placing: Placing, number: number): Box | null {
    const sums = coverageSums(outline, placing);
    if (sums === null) return null;
    const { values, stride } = sums;
    const { ink, mask, most, width } = this;
    let [left, top, right, bottom] = [width, this.height, -1, -1];
    const firstRow = Math.max(0, -sums.top);
    const lastRow = Math.min(sums.height, this.height - sums.top);
    const first = Math.max(0, -sums.left);
    const end = Math.min(sums.width, width - sums.left);
    for (let row = firstRow; row < lastRow; row++) {
      const y = sums.top + row;
      const begin = row * stride;
      const toPixel = y * width + sums.left - begin;
      let sum = 0;
      let [least, last] = [-1, -1];
      let at = begin;
      // What lies left of the picture.
      for (; at < begin + first; at++) sum += values[at] ?? 0;
      // Nothing here is skipped where there is nothing to do: which pixels those are cannot be foreseen.
      for (; at < begin + end; at++) {
        sum += values[at] ?? 0;
        const step = stepOf(sum);
        const pixel = toPixel + at;
        let inked = (ink[pixel] ?? 0) + step;
        if (inked > 255) inked = 255;
        ink[pixel] = inked;
        if (step < leastInk) continue;
        if (step > (most[pixel] ?? 0)) {
          most[pixel] = step;
          mask[pixel] = number;
        }
        if (least < 0) least = at;
        last = at;
      }
      if (last < 0) continue;
      if (bottom < 0) top = y;
      bottom = y;
      left = Math.min(left, sums.left + least - begin);
      right = Math.max(right, sums.left + last - begin);
    }
    return right < left ? null : { left, top, width: right - left + 1, height: bottom - top + 1 };
  }
}

/** The largest number below a half: added, and cut off, it rounds as `Math.round`, which takes longer, does. */
const belowHalf = 0.5 - 2 ** -54;

/** A part of a pixel in steps of 255. */
function stepOf(sum: number): number {
  const step = (Math.abs(255 * sum) + belowHalf) | 0;
  if (step > 255) return 255;
  return step;
}
