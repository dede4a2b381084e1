import { type Rounds, scrambled } from './feistel.js';

/**
 * A seeded bijection on 0 … count − 1: a Feistel network over the next power of two, walked until it is
 * back among the first `count` (at most two steps on average).
 *
 * @param index 0 to count − 1
 * @param seed 0 to 2^32 − 1
 * @see M. Luby, C. Rackoff, How to Construct Pseudorandom Permutations, 1988
 * @see J. Black, P. Rogaway, Ciphers with Arbitrary Finite Domains, 2002
 */
export const permute = (index: bigint, count: bigint, seed: number): bigint =>
  walked(index, count, { seed, back: false });

/** The index that `permute` takes to this one. */
export const unpermute = (index: bigint, count: bigint, seed: number): bigint =>
  walked(index, count, { seed, back: true });

function walked(index: bigint, count: bigint, order: Rounds): bigint {
  if (index < 0n || index >= count) throw new RangeError('the index is none of the count');
  if (count === 1n) return index;
  const bits = (count - 1n).toString(2).length;
  let place = index;
  do {
    place = scrambled(place, bits, order);
  } while (place >= count);
  return place;
}
