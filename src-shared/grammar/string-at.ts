import { RandomSequence } from '../random/streams.js';
import { below } from './element.js';
import { permute, unpermute } from './permute.js';
import type { PreparedGrammar } from './prepare.js';

/** Places in the order of a seed, `from` among them and `to` not. */
export interface PlaceRange {
  readonly from: bigint;
  readonly to: bigint;
}

/** Strings that are drawn and lie in another range, before one of the range is taken alike. */
const mostRefused = 1_000;

/** The string of an index, 0 to count - 1: the same for every seed. */
export const unrank = ({ element }: PreparedGrammar, index: bigint): string => {
  if (index < 0n || index >= element.count) throw new RangeError('the grammar has no such string');
  return element.write(index);
};

/**
 * String i of a seed. Whatever was asked for before, on whatever machine, it is the same.
 *
 * Without weights no string comes again before all of the range have been: i is a place in the seed's
 * order, which begins again at the range's end. With weights each string is drawn by itself, and may come
 * again; those of other ranges are passed over.
 *
 * @param i from 0
 * @param seed 0 to 2^32 − 1
 * @param range at least one place, and none of another part's; all strings where it is left out
 */
export function stringAt(
  grammar: PreparedGrammar,
  i: number,
  {
    seed,
    range = { from: 0n, to: grammar.count },
  }: { readonly seed: number; readonly range?: PlaceRange },
): string {
  const { count, element, weighted } = grammar;
  const size = range.to - range.from;
  if (size <= 0n) throw new RangeError('the range holds no string');
  if (!weighted) {
    return element.write(permute(range.from + (BigInt(i) % size), count, seed));
  }
  const random = new RandomSequence(seed, { stream: 'strings', index: i });
  if (size === count) return element.write(element.draw(random));
  for (let refused = 0; refused < mostRefused; refused++) {
    const index = element.draw(random);
    const place = unpermute(index, count, seed);
    if (place >= range.from && place < range.to) return element.write(index);
  }
  // The range holds nothing but what is hardly ever drawn.
  return element.write(permute(range.from + below(size, random), count, seed));
}
