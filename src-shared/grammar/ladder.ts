/** Sizes one after the other, in which a number below their sum is found. */
export interface Ladder {
  readonly sum: bigint;
  /** Which of the sizes a number from 0 to the sum - 1 falls in, and how far. */
  locate(value: bigint): { readonly at: number; readonly rest: bigint };
  /** The sum of the sizes before one. */
  before(at: number): bigint;
}

export function ladder(sizes: readonly bigint[]): Ladder {
  const starts: bigint[] = [];
  let sum = 0n;
  for (const size of sizes) {
    starts.push(sum);
    sum += size;
  }
  const before = (at: number) => starts[at] ?? 0n;
  return {
    sum,
    before,
    locate(value) {
      let [low, high] = [0, starts.length - 1];
      while (low < high) {
        const middle = (low + high + 1) >> 1;
        if (before(middle) <= value) low = middle;
        else high = middle - 1;
      }
      return { at: low, rest: value - before(low) };
    },
  };
}
