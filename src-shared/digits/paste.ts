import type { GreyImage } from './grey-image.js';

/**
 * Copies `source` into `target` with its top left pixel at (left, top), in pixels. Writes into
 * `target.pixels`; the source must lie wholly inside.
 */
export function paste(parts: {
  source: GreyImage;
  target: GreyImage;
  left: number;
  top: number;
}): void {
  const { source, target, left, top } = parts;
  for (let row = 0; row < source.height; row++) {
    const line = source.pixels.subarray(row * source.width, (row + 1) * source.width);
    target.pixels.set(line, (top + row) * target.width + left);
  }
}
