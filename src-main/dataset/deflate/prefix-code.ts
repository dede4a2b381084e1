/**
 * A code for symbols, the shorter the more often a symbol comes: in the lowest four bits of each number
 * how many bits the symbol's code has, 0 where it does not come; above them its code, the first bit the
 * lowest, as deflate writes it.
 */
export type PrefixCode = Uint32Array;

/** Bits of a symbol's code. */
export const bitsOf = (code: PrefixCode, symbol: number): number => (code[symbol] ?? 0) & 15;

/** Bits of a code at most. */
const mostBits = 15;
/** Bits that a symbol's number takes. What comes more often than 23 bits tell counts as if it came so often. */
const symbolBits = 9;
const symbols = 2 ** symbolBits;
const mostOften = 2 ** (32 - symbolBits) - 1;

/** Rooms that are used again: symbols below how often they come, and the tree of their code. */
const sorted = new Uint32Array(symbols);
const tree = new Uint32Array(symbols);
/** How many codes have so many bits, and the next one of them. */
const counts = new Uint32Array(symbols);
const next = new Uint32Array(mostBits + 2);

/**
 * Makes the best code for symbols that come so often (D. Huffman, 1952), none longer than `longest` bits.
 * At least two symbols have one: readers want a whole code.
 */
export function fitCode(code: PrefixCode, often: Uint32Array, longest: number): void {
  let [count, most] = [0, 1];
  for (let symbol = 0; symbol < often.length; symbol++) {
    const times = often[symbol] ?? 0;
    if (times === 0) continue;
    sorted[count++] = (Math.min(times, mostOften) << symbolBits) | symbol;
    if (times > most) most = times;
  }
  for (let symbol = 0; count < 2; symbol++) {
    if ((often[symbol] ?? 0) === 0) sorted[count++] = symbol;
  }
  sortByTimes(count, Math.min(most, mostOften));
  countDepths(count);
  shorten(count, longest);
  code.fill(0);
  let place = count;
  for (let bits = 1; bits <= longest; bits++) {
    for (let left = counts[bits] ?? 0; left > 0; left--) {
      code[(sorted[--place] ?? 0) & (symbols - 1)] = bits;
    }
  }
  giveOut(code);
}

/** Bits of how often symbols come that are sorted by at once, and rooms for that: few, as symbols are. */
const digitBits = 5;
const begins = new Uint32Array(2 ** digitBits + 1);
const other = new Uint32Array(symbols);

/**
 * Sorts symbols by how often they come; those that come as often stay in their order. H. Seward's radix
 * sort, 1954.
 *
 * @param most that one comes
 */
function sortByTimes(count: number, most: number): void {
  for (let shift = symbolBits; most >>> (shift - symbolBits) > 0; shift += digitBits) {
    begins.fill(0);
    other.set(sorted);
    for (let at = 0; at < count; at++) {
      const place = (((other[at] ?? 0) >>> shift) & (2 ** digitBits - 1)) + 1;
      begins[place] = (begins[place] ?? 0) + 1;
    }
    for (let place = 1; place < begins.length; place++) {
      begins[place] = (begins[place] ?? 0) + (begins[place - 1] ?? 0);
    }
    for (let at = 0; at < count; at++) {
      const own = other[at] ?? 0;
      const place = (own >>> shift) & (2 ** digitBits - 1);
      const to = begins[place] ?? 0;
      sorted[to] = own;
      begins[place] = to + 1;
    }
  }
}

/**
 * How many of the sorted symbols lie how deep in the best tree. A. Moffat and J. Katajainen, "In-place
 * calculation of minimum-redundancy codes", 1995.
 */
function countDepths(count: number): void {
  for (let place = 0; place < count; place++) tree[place] = (sorted[place] ?? 0) >>> symbolBits;
  let [root, leaf] = [0, 0];
  for (let node = 0; node < count - 1; node++) {
    let weight = 0;
    for (let child = 0; child < 2; child++) {
      const isLeaf = leaf < count && (root >= node || (tree[leaf] ?? 0) <= (tree[root] ?? 0));
      weight += tree[isLeaf ? leaf : root] ?? 0;
      if (isLeaf) leaf++;
      else tree[root++] = node;
    }
    tree[node] = weight;
  }
  tree[count - 2] = 0;
  for (let node = count - 3; node >= 0; node--) tree[node] = (tree[tree[node] ?? 0] ?? 0) + 1;
  counts.fill(0, 0, Math.max(count, mostBits + 1));
  let [inner, available] = [count - 2, 1];
  for (let depth = 0; available > 0; depth++) {
    let used = 0;
    for (; inner >= 0 && tree[inner] === depth; inner--) used++;
    counts[depth] = available - used;
    available = 2 * used;
  }
}

/** Makes codes of more than `longest` bits so long, and others longer in exchange. */
function shorten(count: number, longest: number): void {
  for (let bits = longest + 1; bits < count; bits++) {
    counts[longest] = (counts[longest] ?? 0) + (counts[bits] ?? 0);
  }
  let room = 1 << longest;
  for (let bits = 1; bits <= Math.min(longest, count); bits++) {
    room -= (counts[bits] ?? 0) << (longest - bits);
  }
  for (; room < 0; room++) {
    let bits = longest - 1;
    while (counts[bits] === 0) bits--;
    counts[longest] = (counts[longest] ?? 0) - 1;
    counts[bits] = (counts[bits] ?? 0) - 1;
    counts[bits + 1] = (counts[bits + 1] ?? 0) + 2;
  }
}

/** Gives out the codes of so many bits in the order of the symbols (RFC 1951, 3.2.2). */
function giveOut(code: PrefixCode): void {
  next[1] = 0;
  for (let bits = 1; bits <= mostBits; bits++) {
    next[bits + 1] = ((next[bits] ?? 0) + (counts[bits] ?? 0)) << 1;
  }
  for (let symbol = 0; symbol < code.length; symbol++) {
    const bits = code[symbol] ?? 0;
    if (bits === 0) continue;
    const own = next[bits] ?? 0;
    next[bits] = own + 1;
    code[symbol] = (((reversed[own] ?? 0) >>> (mostBits - bits)) << 4) | bits;
  }
}

/** Numbers of {@link mostBits} bits with those in the other order. */
const reversed = Uint16Array.from({ length: 2 ** mostBits }, (_, value) => {
  let other = 0;
  for (let bit = 0; bit < mostBits; bit++) other = (other << 1) | ((value >> bit) & 1);
  return other;
});
