import type { ComposingConfig } from '../../../src-shared/config/composing.js';
import { maxSeed } from '../../../src-shared/config/fields.js';
import { numberFileName } from '../../../src-shared/config/number-file-name.js';
import { laterHand } from '../../../src-shared/random/hands.js';

/** The lengths that the original program wrote. */
const seriesLength = 15;

/**
 * Any number in each length from 1 to 15, or the number typed as often as is asked, over one layout.
 * Their seeds follow one another: with a common one, each would begin with the digits of the one
 * before. `digits compose --digits 1-15` makes the same. A number that is written in a certain hand is
 * written in the hands after it too.
 */
export function seriesConfigs(config: ComposingConfig, times: number): ComposingConfig[] {
  const any = config.number === null;
  return Array.from({ length: any ? seriesLength : times }, (_, offset) => ({
    ...config,
    digits: any ? offset + 1 : config.digits,
    hand: any || typeof config.hand !== 'number' ? config.hand : laterHand(config.hand, offset),
    seed: (config.seed + offset) % (maxSeed + 1),
  }));
}

/** A name for each number of a series: of the same number they differ in the seed. */
export function seriesFileName(config: ComposingConfig): string {
  const name = numberFileName(config);
  return config.number === null ? name : name.replace(/\.png$/, `_seed_${config.seed}.png`);
}
