import { type Look, scaleOf } from '../config/look.js';
import { type Coverage, cover } from './coverage.js';
import { flatOutline } from './flat-outline.js';
import { type Box, inkBox, leftsOf, pixelsOfStrip, type Strip, stripHeight } from './strip.js';
import { type Strokes, strokesOf } from './strokes.js';

/** How much ink there is in each pixel of a picture, and where that of each mark lies. */
export interface InkedStrip {
  /** In pixels. */
  readonly width: number;
  readonly height: number;
  /** [height, width] row by row from the top left, 0 (none) to 255 (full). */
  readonly alpha: Uint8Array;
  /** Of each of the strip's marks: all of its ink and no more; of a blank, its gap. */
  readonly boxes: readonly Box[];
}

/** The ink of a strip in a look, for whatever ground it comes to lie on. */
export const inkStrip = (strip: Strip, look: Look): InkedStrip =>
  look.smooth ? inkStrokes(strokesOf(strip, look)) : inkPixels(strip, look);

/** The ink of strokes, with edges of one pixel. */
export function inkStrokes({ width, height, strokes }: Strokes): InkedStrip {
  const alpha = new Uint8Array(width * height);
  const boxes = strokes.map(({ outline, left, width: room }): Box => {
    const coverage = cover(flatOutline(outline));
    const inked = coverage && addCoverage({ alpha, width, height }, coverage);
    return inked ?? { left, top: 0, width: room, height };
  });
  return { width, height, alpha, boxes };
}

/**
 * Adds a shape's part of each pixel to what others cover of it; what lies outside is cut off.
 *
 * @returns the box of the pixels with ink of it; null where there are none
 */
function addCoverage(
  { alpha, width, height }: Omit<InkedStrip, 'boxes'>,
  { parts, ...frame }: Coverage,
): Box | null {
  let [left, top, right, bottom] = [width, height, -1, -1];
  const [firstRow, lastRow] = [Math.max(0, -frame.top), Math.min(frame.height, height - frame.top)];
  const [first, last] = [Math.max(0, -frame.left), Math.min(frame.width, width - frame.left)];
  for (let row = firstRow; row < lastRow; row++) {
    const y = frame.top + row;
    for (let column = first; column < last; column++) {
      const ink = Math.round(255 * (parts[row * frame.width + column] ?? 0));
      if (ink === 0) continue;
      const x = frame.left + column;
      alpha[y * width + x] = Math.min(255, (alpha[y * width + x] ?? 0) + ink);
      left = Math.min(left, x);
      right = Math.max(right, x);
      top = Math.min(top, y);
      bottom = Math.max(bottom, y);
    }
  }
  return right < left ? null : { left, top, width: right - left + 1, height: bottom - top + 1 };
}

/** The network's pixels as squares. */
function inkPixels(strip: Strip, look: Look): InkedStrip {
  const drawn = pixelsOfStrip(strip);
  const { margin } = look;
  const scale = scaleOf(look, stripHeight);
  const at = (place: number) => Math.round((place + margin) * scale);
  const [width, height] = [at(drawn.width + margin), at(drawn.height + margin)];
  const alpha = new Uint8Array(width * height);
  for (let row = 0; row < drawn.height; row++) {
    for (let column = 0; column < drawn.width; column++) {
      const level = drawn.pixels[row * drawn.width + column] ?? 0;
      if (level === 0) continue;
      for (let y = at(row); y < at(row + 1); y++) {
        alpha.fill(level, y * width + at(column), y * width + at(column + 1));
      }
    }
  }
  const lefts = leftsOf(strip);
  const boxes = strip.marks.map(({ image }, index): Box => {
    const box = inkBox(image);
    const [left, top] = [(lefts[index] ?? 0) + box.left, box.top];
    return {
      left: at(left),
      top: at(top),
      width: at(left + box.width) - at(left),
      height: at(top + box.height) - at(top),
    };
  });
  return { width, height, alpha, boxes };
}
