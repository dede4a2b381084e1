/** Numbers told as a symbol and some more bits (RFC 1951, 3.2.5). */
export interface Ladder {
  /** The first number of each symbol, and how many bits say which it is. */
  readonly starts: readonly number[];
  readonly extra: readonly number[];
}

/** @param bits of the symbols, one after the other; @param first number */
function ladder(bits: readonly number[], first: number): Ladder {
  let next = first;
  const starts = bits.map((extra) => {
    const start = next;
    next += 2 ** extra;
    return start;
  });
  return { starts, extra: bits };
}

/** So many symbols with no more bits, then so many with each number of bits. */
const rising = (plain: number, each: number, most: number): number[] => [
  ...Array.from({ length: plain }, () => 0),
  ...Array.from({ length: most }, (_, bits) => Array.from({ length: each }, () => bits + 1)).flat(),
];

/** Of a repetition's bytes, 3 to 258; the longest has a symbol to itself. */
export const longest = 258;
const lengthLadder = ladder(rising(8, 4, 5), 3);
export const lengths: Ladder = {
  starts: [...lengthLadder.starts, longest],
  extra: [...lengthLadder.extra, 0],
};

/** How many bytes back that which is repeated begins, 1 to 32,768. */
export const farthest = 32_768;
export const distances = ladder(rising(4, 2, 13), 1);

/** The symbol of each length. */
export const lengthSymbols = Uint8Array.from({ length: longest + 1 }, (_, length) =>
  Math.max(0, symbolOf(lengths, length)),
);

/** The last symbol that begins no later. */
export function symbolOf({ starts }: Ladder, value: number): number {
  return starts.findLastIndex((start) => start <= value);
}
