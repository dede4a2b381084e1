import type { PreviewedStrip } from '../../../src-shared/contract/data-sets.js';

type Picture = Pick<PreviewedStrip, 'width' | 'height' | 'channels' | 'pixels'>;

/**
 * Pixels as a canvas takes them.
 *
 * @returns [height, width, 4]: red, green, blue and full opacity
 */
export function opaquePixels({
  width,
  height,
  channels,
  pixels,
}: Picture): Uint8ClampedArray<ArrayBuffer> {
  const rgba = new Uint8ClampedArray(4 * width * height);
  for (let at = 0; at < width * height; at++) {
    const from = channels * at;
    rgba[4 * at] = pixels[from] ?? 0;
    rgba[4 * at + 1] = pixels[channels === 1 ? from : from + 1] ?? 0;
    rgba[4 * at + 2] = pixels[channels === 1 ? from : from + 2] ?? 0;
    rgba[4 * at + 3] = 255;
  }
  return rgba;
}
