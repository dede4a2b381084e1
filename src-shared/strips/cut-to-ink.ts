import type { GreyImage } from '../digits/grey-image.js';

/** A piece of an image, and where it lies there. */
interface Piece extends GreyImage {
  readonly left: number;
  readonly top: number;
}

/** The smallest piece of an image that holds all that is not black; a pixel where all is. */
export function cutToInk({ width, height, pixels }: GreyImage): Piece {
  let [left, top, right, bottom] = [width, height, -1, -1];
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      if (pixels[y * width + x] === 0) continue;
      left = Math.min(left, x);
      right = Math.max(right, x);
      top = Math.min(top, y);
      bottom = y;
    }
  }
  if (right < 0) return { left: 0, top: 0, width: 1, height: 1, pixels: new Uint8Array(1) };
  const size = { width: right - left + 1, height: bottom - top + 1 };
  const cut = new Uint8Array(size.width * size.height);
  for (let y = 0; y < size.height; y++) {
    const from = (top + y) * width + left;
    cut.set(pixels.subarray(from, from + size.width), y * size.width);
  }
  return { left, top, ...size, pixels: cut };
}
