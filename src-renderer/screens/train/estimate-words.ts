import { formatCount, formatDecimal, formatDuration, formatInteger } from '../../format.js';

/** MNIST's training images. */
export const allImages = 60_000;

interface Asked {
  readonly imagesPerSecond: number;
  readonly epochs: number;
  /** In an epoch. */
  readonly images: number;
}

/** "About 20 min for 20 epochs (960 images/s)" */
export function estimateWords({ imagesPerSecond, epochs, images }: Asked): string {
  const time = formatDuration(rounded((epochs * images) / imagesPerSecond));
  return `About ${time} for ${formatCount(epochs, 'epoch')} (${speedWords(imagesPerSecond)})`;
}

/** "960 images/s", which stays on one line */
const speedWords = (imagesPerSecond: number): string =>
  `${imagesPerSecond < 10 ? formatDecimal(imagesPerSecond, 1) : formatInteger(imagesPerSecond)}\u00a0images/s`;

/** Seconds, no more exact than a measurement can be. */
function rounded(seconds: number): number {
  const minute = 60;
  const hour = 60 * minute;
  const grain =
    seconds < 2 * minute ? 5 : seconds < hour ? minute : seconds < 10 * hour ? 5 * minute : hour;
  return Math.max(5, Math.round(seconds / grain) * grain);
}
