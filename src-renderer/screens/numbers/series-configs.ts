import type { ComposingConfig } from '../../../src-shared/config/composing.js';
import { maxSeed } from '../../../src-shared/config/fields.js';

/** The lengths that the original program wrote. */
export const seriesLength = 15;

/**
 * Numbers of 1 to 15 digits over one layout. Their seeds follow one another: with a common one, each
 * would begin with the digits of the one before. `digits compose --digits 1-15` makes the same.
 */
export function seriesConfigs(config: ComposingConfig): ComposingConfig[] {
  return Array.from({ length: seriesLength }, (_, offset) => ({
    ...config,
    digits: offset + 1,
    seed: (config.seed + offset) % (maxSeed + 1),
  }));
}

/** The name that the original program gave its files. */
export const numberFileName = (digits: number): string =>
  `generated_number_with_${digits}_digits.png`;
