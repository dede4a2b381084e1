import type { Trait } from '../../../src-shared/digits/measure-traits.js';
import { formatDecimal } from '../../format.js';

/** What a trait's smallest and largest values look like. */
export const traitEnds: Readonly<Record<Trait, readonly [string, string]>> = {
  slant: ['leaning left', 'leaning right'],
  strokeWidth: ['thin', 'broad'],
};

/**
 * "1.2 leaning right", "0.5 thin", "as usual"
 * @param value in standard deviations of the hands there are
 */
export function traitWords(trait: Trait, value: number): string {
  if (Math.abs(value) < 0.05) return 'as usual';
  const [low, high] = traitEnds[trait];
  return `${formatDecimal(Math.abs(value), 1)} ${value < 0 ? low : high}`;
}
