import type { EpochQuality } from '../contract/evaluation.js';

interface MeasuredEpoch {
  readonly epoch: number;
  readonly quality: EpochQuality | null;
}

/**
 * Whether digits are better than others. The Fréchet distance decides, the smaller the better: it is
 * of the whole set of digits, so that neither a collapse, nor ten perfect digits drawn again and
 * again, nor variety without legibility makes it small. Of two alike, the earlier stays.
 */
export const isBetter = (
  one: Pick<EpochQuality, 'frechet'>,
  other: Pick<EpochQuality, 'frechet'> | null,
): boolean => other === null || one.frechet < other.frechet;

/** The best of some epochs; null when none was measured. */
export function bestEpoch<Epoch extends MeasuredEpoch>(epochs: readonly Epoch[]): Epoch | null {
  let best: Epoch | null = null;
  for (const epoch of epochs) {
    if (epoch.quality !== null && isBetter(epoch.quality, best?.quality ?? null)) best = epoch;
  }
  return best;
}
