import { formatCount, formatDecimal, formatInteger, formatRoughly } from '../../format.js';

/** MNIST's training images. */
export const allImages = 60_000;

interface Asked {
  readonly imagesPerSecond: number;
  readonly epochs: number;
  /** In an epoch. */
  readonly images: number;
}

/** "About 20 min for 20 epochs (960 images/s)" */
export function estimateWords(asked: Asked): string {
  const { imagesPerSecond, epochs } = asked;
  return `About ${timeWords(asked)} for ${formatCount(epochs, 'epoch')} (${speedWords(imagesPerSecond)})`;
}

/** "20 min" */
export const timeWords = ({ imagesPerSecond, epochs, images }: Asked): string =>
  formatRoughly((epochs * images) / imagesPerSecond);

/** "960 images/s", which stays on one line */
const speedWords = (imagesPerSecond: number): string =>
  `${imagesPerSecond < 10 ? formatDecimal(imagesPerSecond, 1) : formatInteger(imagesPerSecond)}\u00a0images/s`;
