import { adler32 } from './adler32.js';
import { BitWriter } from './bit-writer.js';
import { fitCode, type PrefixCode } from './prefix-code.js';
import {
  distances,
  farthest,
  type Ladder,
  lengthSymbols,
  lengths,
  longest,
  symbolOf,
} from './repetition.js';
import { tellCodes } from './tell-codes.js';

/** Rows of bytes, one after the other. */
export interface Rows {
  readonly bytes: Uint8Array;
  /** Bytes of a row. */
  readonly stride: number;
  /** Bytes of a pixel. */
  readonly across: number;
}

/** The shortest repetitions that are worth one: of the pixel before, and of the row above. */
const [leastRun, leastUp] = [4, 6];
/** How much longer that of the row above has to be: it takes more bits. */
const farther = 2;

/** What follows the bytes among the symbols. */
const [endOfBlock, firstLength] = [256, 257];
const longestCode = 15;

/** Rooms that are used again. A token is a byte, or a repetition's length and what it repeats. */
let tokens = new Int16Array(2 ** 13);
const [ofPixel, ofRow, lengthOf] = [512, 1024, 511];
const byteCode: PrefixCode = new Uint32Array(firstLength + lengths.starts.length);
const byteTimes = new Uint32Array(byteCode.length);
const distanceCode: PrefixCode = new Uint32Array(distances.starts.length);
const distanceTimes = new Uint32Array(distanceCode.length);
const bits = new BitWriter();

/**
 * Rows as a zlib stream (RFC 1950 and 1951), the same bytes wherever it is made. Of pictures of writing
 * only two things are worth repeating, the pixel before and the row above: what it finds is no longer than
 * what zlib does, and zlib takes several times as long. What is given back is overwritten by the next call.
 */
export function deflateRows(rows: Rows): Uint8Array {
  const found = findTokens(rows);
  const fromPixel = symbolOf(distances, rows.across);
  const fromRow = symbolOf(distances, rows.stride);
  byteTimes.fill(0);
  distanceTimes.fill(0);
  byteTimes[endOfBlock] = 1;
  for (let at = 0; at < found.length; at++) {
    const token = found[at] ?? 0;
    const symbol = symbolOfToken(token);
    byteTimes[symbol] = (byteTimes[symbol] ?? 0) + 1;
    if (token < ofPixel) continue;
    const from = token < ofRow ? fromPixel : fromRow;
    distanceTimes[from] = (distanceTimes[from] ?? 0) + 1;
  }
  fitCode(byteCode, byteTimes, longestCode);
  fitCode(distanceCode, distanceTimes, longestCode);
  bits.begin(2 * rows.bytes.length + 1024);
  bits.write(0x0178, 16); // a window of 32 KiB, packed quickly
  bits.write(0b101, 3); // the last block, with codes of its own
  tellCodes(bits, byteCode, distanceCode);
  for (let at = 0; at < found.length; at++) {
    const token = found[at] ?? 0;
    bits.writeSymbol(byteCode, symbolOfToken(token));
    if (token < ofPixel) continue;
    writeExtra(lengths, symbolOfToken(token) - firstLength, token & lengthOf);
    const from = token < ofRow ? fromPixel : fromRow;
    bits.writeSymbol(distanceCode, from);
    writeExtra(distances, from, token < ofRow ? rows.across : rows.stride);
  }
  bits.writeSymbol(byteCode, endOfBlock);
  return bits.end(adler32(rows.bytes));
}

const symbolOfToken = (token: number): number =>
  token < ofPixel ? token : firstLength + (lengthSymbols[token & lengthOf] ?? 0);

/** What says which of a symbol's numbers it is. */
function writeExtra({ starts, extra }: Ladder, symbol: number, value: number): void {
  bits.write(value - (starts[symbol] ?? 0), extra[symbol] ?? 0);
}

function findTokens({ bytes, stride, across }: Rows): Int16Array {
  if (tokens.length < bytes.length) tokens = new Int16Array(2 * bytes.length);
  const rowFrom = stride > farthest ? bytes.length : stride;
  let count = 0;
  for (let at = 0; at < bytes.length; ) {
    const byte = bytes[at];
    const isRun = at >= across && byte === bytes[at - across];
    const isUp = at >= rowFrom && byte === bytes[at - stride];
    const run = isRun ? repeated(bytes, at, across) : 0;
    const up = isUp && run < longest ? repeated(bytes, at, stride) : 0;
    if (up >= leastUp && up >= run + farther) {
      tokens[count++] = ofRow + up;
      at += up;
    } else if (run >= leastRun) {
      tokens[count++] = ofPixel + run;
      at += run;
    } else {
      tokens[count++] = bytes[at++] ?? 0;
    }
  }
  return tokens.subarray(0, count);
}

/** How many bytes from there on are those so far before. */
function repeated(bytes: Uint8Array, at: number, distance: number): number {
  const end = Math.min(bytes.length, at + longest);
  let to = at + 1;
  while (to < end && bytes[to] === bytes[to - distance]) to++;
  return to - at;
}
