import { digitSize } from './grey-image.js';

/** What of a handwriting is measured, asked for and shared by the digits of a hand, in this order. */
export const traits = ['slant', 'strokeWidth'] as const;
export type Trait = (typeof traits)[number];

/** Keeps the measures of a blank image finite; grey levels are shares of full ink. */
export const leastInk = 1e-3;
export const leastSpread = 1e-3;
/** Half of the outline of a dot: blank images have none. */
export const leastOutline = 1;

/** The origin of coordinates lies in the middle of the image. */
export const middle = (digitSize - 1) / 2;

/**
 * Slant and stroke width of a digit.
 *
 * - slant: tangent of the angle between its strokes and the vertical, positive to the right. It is the
 *   shear that makes the central moment μ11 vanish: -μ11 / μ02.
 * - stroke width: twice its ink by the length of its outline, in pixels. The length is the sum of all
 *   differences of neighbours, the total variation, which for ink without grey counts the pixels' bare
 *   sides.
 *
 * @param pixels [28, 28], 0 (ground) to 255 (ink)
 */
export function measureTraits(pixels: Uint8Array): Record<Trait, number> {
  let [ink, sumX, sumY, sumXY, sumYY, outline] = [leastInk, 0, 0, 0, 0, leastOutline];
  for (let row = 0; row < digitSize; row++) {
    for (let column = 0; column < digitSize; column++) {
      const place = row * digitSize + column;
      const level = (pixels[place] ?? 0) / 255;
      const above = row > 0 ? (pixels[place - digitSize] ?? 0) / 255 : 0;
      const left = column > 0 ? (pixels[place - 1] ?? 0) / 255 : 0;
      outline += Math.abs(level - above) + Math.abs(level - left);
      if (row === digitSize - 1) outline += level;
      if (column === digitSize - 1) outline += level;
      if (level === 0) continue;
      const [x, y] = [column - middle, row - middle];
      ink += level;
      sumX += level * x;
      sumY += level * y;
      sumXY += level * x * y;
      sumYY += level * y * y;
    }
  }
  const [meanX, meanY] = [sumX / ink, sumY / ink];
  // Rows count downwards.
  const slant = -(sumXY / ink - meanX * meanY) / (sumYY / ink - meanY * meanY + leastSpread);
  return { slant, strokeWidth: (2 * ink) / outline };
}
