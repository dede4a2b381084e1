import type { PlaceRange } from '../../src-shared/grammar/string-at.js';

/**
 * Ranges of things that share none, about in the ratio of some sizes, each with one at least. Where there
 * are as many things as all sizes together, each range has as many as its size.
 *
 * @param count at least as many as sizes
 * @param sizes whole numbers from 1
 */
export function rangesApart(count: bigint, sizes: readonly number[]): PlaceRange[] {
  const sum = BigInt(sizes.reduce((all, size) => all + size, 0));
  let before = 0n;
  let from = 0n;
  return sizes.map((size, at) => {
    before += BigInt(size);
    const leftForOthers = count - BigInt(sizes.length - at - 1);
    const to = least(leftForOthers, most(from + 1n, (count * before) / sum));
    const range = { from, to };
    from = to;
    return range;
  });
}

const least = (a: bigint, b: bigint): bigint => (a < b ? a : b);
const most = (a: bigint, b: bigint): bigint => (a > b ? a : b);
