import { coverageSums } from './coverage.js';
import type { FlatOutline } from './flat-outline.js';
import type { Placing } from './place-outline.js';
import type { Box } from './strip.js';

/** Steps of 255 from which on a pixel is ink: what boxes enclose and masks show. */
const leastInk = 32;

/** Ink of several characters. */
export class Canvas {
  /** Steps of 255. */
  readonly ink: Uint8Array;
  readonly mask: Uint8Array;
  /** How much of the pixel's ink is of the character that the mask has there. */
  private readonly most: Uint8Array;

  constructor(
    private readonly width: number,
    private readonly height: number,
  ) {
    this.ink = new Uint8Array(width * height);
    this.mask = new Uint8Array(width * height);
    this.most = new Uint8Array(width * height);
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
    const lastColumn = Math.min(sums.width, width - sums.left);
    for (let row = firstRow; row < lastRow; row++) {
      const y = sums.top + row;
      let sum = 0;
      let step = 0;
      for (let column = 0; column < lastColumn; column++) {
        const more = values[row * stride + column] ?? 0;
        if (more !== 0) {
          sum += more;
          step = Math.round(255 * Math.min(1, Math.abs(sum)));
        }
        const x = sums.left + column;
        if (step === 0 || x < 0) continue;
        const at = y * width + x;
        ink[at] = Math.min(255, (ink[at] ?? 0) + step);
        if (step < leastInk) continue;
        if (step > (most[at] ?? 0)) {
          most[at] = step;
          mask[at] = number;
        }
        if (x < left) left = x;
        if (x > right) right = x;
        if (y < top) top = y;
        if (y > bottom) bottom = y;
      }
    }
    return right < left ? null : { left, top, width: right - left + 1, height: bottom - top + 1 };
  }
}
