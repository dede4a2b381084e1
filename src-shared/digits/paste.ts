import type { GreyImage } from './grey-image.js';

/**
 * Lays `source` on `target` with its top left pixel at (left, top), in pixels: the brighter of two
 * pixels counts. Writes into `target.pixels`; the source must lie wholly inside.
 */
export function paste(parts: {
  source: GreyImage;
  target: GreyImage;
  left: number;
  top: number;
}): void {
  const { source, target, left, top } = parts;
  source.pixels.forEach((level, index) => {
    const row = top + Math.floor(index / source.width);
    const place = row * target.width + left + (index % source.width);
    target.pixels[place] = Math.max(target.pixels[place] ?? 0, level);
  });
}
