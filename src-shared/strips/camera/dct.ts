/** cos(4π/16), cos(6π/16), cos(2π/16) - cos(6π/16), cos(2π/16) + cos(6π/16). */
const half = Math.SQRT1_2;
const sixth = 0.382683433;
const difference = 0.5411961;
const sum = 1.306562965;
/** √2, 2·cos(π/8), 2·(cos(π/8) - cos(3π/8)), 2·(cos(π/8) + cos(3π/8)). */
const root = Math.SQRT2;
const upper = 1.847759065;
const lower = 1.0823922;
const most = 2.61312593;

/** How many times too large each result is, along one side: 1, and √2 · cos(kπ/16). */
export const dctScales = [
  1,
  1.387039845,
  sum,
  1.175875602,
  1,
  0.785694958,
  difference,
  0.275899379,
] as const;

/**
 * The cosine transform of eight numbers of a block, five multiplications; each result is so many times too
 * large as `dctScales` has it, and the way back wants that again.
 *
 * Y. Arai, T. Agui and M. Nakajima, "A fast DCT-SQ scheme for images", Transactions of the IEICE E71 (11),
 * 1988, in the order of libjpeg's jfdctflt.c and jidctflt.c.
 */
export function forwardDct(block: Float64Array, from: number, step: number): void {
  const v0 = block[from] ?? 0;
  const v1 = block[from + step] ?? 0;
  const v2 = block[from + 2 * step] ?? 0;
  const v3 = block[from + 3 * step] ?? 0;
  const v4 = block[from + 4 * step] ?? 0;
  const v5 = block[from + 5 * step] ?? 0;
  const v6 = block[from + 6 * step] ?? 0;
  const v7 = block[from + 7 * step] ?? 0;
  const outer = v0 + v7 + v3 + v4;
  const inner = v1 + v6 + v2 + v5;
  const across = v0 + v7 - v3 - v4;
  const even = (v1 + v6 - v2 - v5 + across) * half;
  block[from] = outer + inner;
  block[from + 4 * step] = outer - inner;
  block[from + 2 * step] = across + even;
  block[from + 6 * step] = across - even;
  const low = v3 - v4 + (v2 - v5);
  const high = v1 - v6 + (v0 - v7);
  const middle = (v2 - v5 + (v1 - v6)) * half;
  const turn = (low - high) * sixth;
  const third = difference * low + turn;
  const first = sum * high + turn;
  block[from + step] = v0 - v7 + middle + first;
  block[from + 7 * step] = v0 - v7 + middle - first;
  block[from + 5 * step] = v0 - v7 - middle + third;
  block[from + 3 * step] = v0 - v7 - middle - third;
}

/** As above, back. */
export function inverseDct(block: Float64Array, from: number, step: number): void {
  const v0 = block[from] ?? 0;
  const v1 = block[from + step] ?? 0;
  const v2 = block[from + 2 * step] ?? 0;
  const v3 = block[from + 3 * step] ?? 0;
  const v4 = block[from + 4 * step] ?? 0;
  const v5 = block[from + 5 * step] ?? 0;
  const v6 = block[from + 6 * step] ?? 0;
  const v7 = block[from + 7 * step] ?? 0;
  const inner = v2 + v6;
  const across = (v2 - v6) * root - inner;
  const even0 = v0 + v4 + inner;
  const even3 = v0 + v4 - inner;
  const even1 = v0 - v4 + across;
  const even2 = v0 - v4 - across;
  const odd0 = v1 + v7 + v5 + v3;
  const turn = (v5 - v3 + (v1 - v7)) * upper;
  const odd1 = turn - (v5 - v3) * most - odd0;
  const odd2 = (v1 + v7 - v5 - v3) * root - odd1;
  const odd3 = turn - (v1 - v7) * lower - odd2;
  block[from] = even0 + odd0;
  block[from + 7 * step] = even0 - odd0;
  block[from + step] = even1 + odd1;
  block[from + 6 * step] = even1 - odd1;
  block[from + 2 * step] = even2 + odd2;
  block[from + 5 * step] = even2 - odd2;
  block[from + 3 * step] = even3 + odd3;
  block[from + 4 * step] = even3 - odd3;
}
