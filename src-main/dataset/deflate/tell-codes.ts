import type { BitWriter } from './bit-writer.js';
import { bitsOf, fitCode, type PrefixCode } from './prefix-code.js';

/** Order in which the lengths of the code for lengths are told (RFC 1951, 3.2.7). */
const order = [16, 17, 18, 0, 8, 7, 9, 6, 10, 5, 11, 4, 12, 3, 13, 2, 14, 1, 15];
/** Symbols for the same again, and for few and many zeros. */
const again = { symbol: 16, least: 3, most: 6 };
const fewZeros = { symbol: 17, least: 3, most: 10 };
const manyZeros = { symbol: 18, least: 11, most: 138 };
/** Bits that say how many of them, by their symbols. */
const extraBits = Uint8Array.from({ length: order.length }, (_, symbol) =>
  symbol < 16 ? 0 : ([2, 3, 7][symbol - 16] ?? 0),
);

/** Rooms that are used again: both codes' bits, and symbols with what their extra bits say. */
const sizes = new Uint8Array(320);
const told = new Uint16Array(320);
const often = new Uint32Array(order.length);
const telling: PrefixCode = new Uint32Array(order.length);
const symbolBits = 5;

/** Writes both codes of a block: of bytes and lengths, and of distances. */
export function tellCodes(bits: BitWriter, bytes: PrefixCode, distances: PrefixCode): void {
  const [byteCount, distanceCount] = [countOf(bytes, 257), countOf(distances, 1)];
  const count = byteCount + distanceCount;
  for (let at = 0; at < byteCount; at++) sizes[at] = bitsOf(bytes, at);
  for (let at = 0; at < distanceCount; at++) sizes[byteCount + at] = bitsOf(distances, at);
  const symbols = findSymbols(count);
  fitCode(telling, often, 7);
  let last = order.length;
  while (bitsOf(telling, order[last - 1] ?? 0) === 0) last--;
  bits.write(byteCount - 257, 5);
  bits.write(distanceCount - 1, 5);
  bits.write(last - 4, 4);
  for (let at = 0; at < last; at++) bits.write(bitsOf(telling, order[at] ?? 0), 3);
  for (let at = 0; at < symbols; at++) {
    const symbol = (told[at] ?? 0) & (2 ** symbolBits - 1);
    bits.writeSymbol(telling, symbol);
    bits.write((told[at] ?? 0) >>> symbolBits, extraBits[symbol] ?? 0);
  }
}

/** Symbols up to the last one that has a code. */
function countOf(code: PrefixCode, least: number): number {
  let count = code.length;
  while (count > least && code[count - 1] === 0) count--;
  return count;
}

/** @returns how many symbols tell so many sizes */
function findSymbols(count: number): number {
  often.fill(0);
  let found = 0;
  for (let at = 0; at < count; ) {
    const size = sizes[at] ?? 0;
    let run = 1;
    while (at + run < count && sizes[at + run] === size) run++;
    const way = size !== 0 ? again : run < manyZeros.least ? fewZeros : manyZeros;
    const isRun = run >= way.least && (size === 0 || (at > 0 && sizes[at - 1] === size));
    const taken = isRun ? Math.min(run, way.most) : 1;
    const symbol = isRun ? way.symbol : size;
    told[found++] = symbol + (isRun ? (taken - way.least) << symbolBits : 0);
    often[symbol] = (often[symbol] ?? 0) + 1;
    at += taken;
  }
  return found;
}
