import type { ComposingConfig } from '../../../src-shared/config/composing.js';
import { maxSeed } from '../../../src-shared/config/fields.js';
import { nthFileName } from '../../../src-shared/config/file-name.js';
import { numberFileName } from '../../../src-shared/config/number-file-name.js';
import type { PictureFormat } from '../../../src-shared/config/picture-formats.js';
import { laterHand } from '../../../src-shared/random/hands.js';

/** What is written of several numbers. */
export interface SeriesTexts {
  /** Texts, or lengths of any number. */
  readonly texts: readonly (string | { readonly digits: number })[];
  /** Whose hands write them: the one that is set, each time the next one, or as it comes. */
  readonly hands: 'one' | 'later' | 'own';
}

/** The lengths that the original program wrote: `digits compose --digits 1-15` writes the same. */
export const lengthsOfOriginal = Array.from({ length: 15 }, (_, at) => ({ digits: at + 1 }));

/**
 * Several numbers over one layout. Their seeds follow one another: with a common one, each would begin
 * with the digits of the one before. One hand is that of the first number's seed where none is set.
 */
export const seriesConfigs = (
  config: ComposingConfig,
  { texts, hands }: SeriesTexts,
): ComposingConfig[] =>
  texts.map((text, offset) => ({
    ...config,
    ...(typeof text === 'string' ? { number: text } : { number: null, digits: text.digits }),
    hand: handAt(config, hands, offset),
    seed: (config.seed + offset) % (maxSeed + 1),
  }));

function handAt(
  { hand, seed }: ComposingConfig,
  hands: SeriesTexts['hands'],
  offset: number,
): ComposingConfig['hand'] {
  if (hands === 'one') return hand ?? seed;
  return hands === 'later' && typeof hand === 'number' ? laterHand(hand, offset) : hand;
}

/**
 * A name for each number of a series, no two alike: where a number stands in it more than once, its
 * seed is part of the name.
 */
export function seriesFileNames(
  configs: readonly ComposingConfig[],
  format: PictureFormat,
): string[] {
  const names = configs.map((config) => numberFileName(config, format));
  const used = new Map<string, number>();
  return configs.map(({ seed }, at) => {
    const name = names[at] ?? '';
    const isOnly = names.indexOf(name) === names.lastIndexOf(name);
    const own = isOnly ? name : name.replace(/\.[^.]*$/, `_seed_${seed}$&`);
    const nth = (used.get(own) ?? 0) + 1;
    used.set(own, nth);
    return nthFileName(own, nth);
  });
}
