import { adler32 } from './adler32.js';
import { BitWriter } from './bit-writer.js';
import { fitCode, type PrefixCode } from './prefix-code.js';
import { distances, farthest, lengthSymbols, lengths, longest, symbolOf } from './repetition.js';
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

/**
 * What a picture is told in, by numbers: a byte, the end, so many bytes of the pixel before, and so many of
 * another place, which follows: that of the row above.
 */
const [ofPixel, ofRow, fromRow] = [512, 1024, 1536];

/** Rooms that are used again. */
let told = new Uint16Array(2 ** 13);
/** The bits that each number of those is written as: see `BitWriter.writeWords`. */
const words = new Uint32Array(fromRow + 1);
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
  const count = tell(rows);
  fitCode(byteCode, byteTimes, longestCode);
  fitCode(distanceCode, distanceTimes, longestCode);
  bits.begin(2 * rows.bytes.length + 1024);
  bits.write(0x0178, 16); // a window of 32 KiB, packed quickly
  bits.write(0b101, 3); // the last block, with codes of its own
  tellCodes(bits, byteCode, distanceCode);
  findWords(rows);
  bits.writeWords(words, told, count);
  return bits.end(adler32(rows.bytes));
}

/**
 * Tells rows in numbers, and counts how often each symbol comes.
 *
 * @returns how many numbers
 */
function tell({ bytes, stride, across }: Rows): number {
  const { length } = bytes;
  if (told.length <= 2 * length) told = new Uint16Array(4 * length);
  const to = told;
  const times = byteTimes;
  times.fill(0);
  times[endOfBlock] = 1;
  const rowBegins = stride > farthest ? length : stride;
  let [count, fromPixel, fromAbove] = [0, 0, 0];
  for (let at = 0; at < length; ) {
    const byte = bytes[at] ?? 0;
    const isRun = at >= across && byte === bytes[at - across];
    const run = isRun ? endOfSame(bytes, at, across) - at : 0;
    const worth = Math.max(run + farther, leastUp);
    const last = at + worth - 1;
    // The last byte that has to be the same for it tells most others at once.
    const isUp =
      at >= rowBegins &&
      worth <= longest &&
      byte === bytes[at - stride] &&
      bytes[last] === bytes[last - stride];
    const up = isUp ? endOfSame(bytes, at, stride) - at : 0;
    let symbol = byte;
    if (up >= worth) {
      to[count] = ofRow + up;
      to[count + 1] = fromRow;
      count += 2;
      fromAbove++;
      at += up;
      symbol = firstLength + (lengthSymbols[up] ?? 0);
    } else if (run >= leastRun) {
      to[count++] = ofPixel + run;
      fromPixel++;
      at += run;
      symbol = firstLength + (lengthSymbols[run] ?? 0);
    } else {
      to[count++] = byte;
      at++;
    }
    times[symbol] = (times[symbol] ?? 0) + 1;
  }
  to[count++] = endOfBlock;
  distanceTimes.fill(0);
  distanceTimes[symbolOf(distances, across)] = fromPixel;
  if (fromAbove > 0) distanceTimes[symbolOf(distances, stride)] = fromAbove;
  return count;
}

/** Up to where all bytes are those so far before, as far as a repetition reaches. */
function endOfSame(bytes: Uint8Array, from: number, distance: number): number {
  const end = Math.min(bytes.length, from + longest);
  let at = from + 1;
  while (at < end && bytes[at] === bytes[at - distance]) at++;
  return at;
}

/** Looks up what each number is written as. */
function findWords({ stride, across }: Rows): void {
  for (let symbol = 0; symbol <= endOfBlock; symbol++) words[symbol] = wordOf(byteCode, symbol);
  const before = distanceWord(across);
  for (let symbol = 0; symbol < lengths.starts.length; symbol++) {
    if (byteTimes[firstLength + symbol] === 0) continue;
    const first = lengths.starts[symbol] ?? 0;
    const extra = lengths.extra[symbol] ?? 0;
    const own = wordOf(byteCode, firstLength + symbol);
    for (let more = 0; more < 1 << extra; more++) {
      const word = both(own, (more << 5) | extra);
      words[ofRow + first + more] = word;
      words[ofPixel + first + more] = both(word, before);
    }
  }
  words[fromRow] = distanceWord(stride);
}

function distanceWord(distance: number): number {
  const symbol = symbolOf(distances, distance);
  const more = distance - (distances.starts[symbol] ?? 0);
  return both(wordOf(distanceCode, symbol), (more << 5) | (distances.extra[symbol] ?? 0));
}

/** The bits of a symbol as a word. */
function wordOf(code: PrefixCode, symbol: number): number {
  const own = code[symbol] ?? 0;
  return ((own >>> 4) << 5) | (own & 15);
}

/** What is written first, and what is written then, as one word. */
const both = (first: number, then: number): number =>
  (((then >>> 5) << (first & 31)) << 5) | (first & ~31) | ((first & 31) + (then & 31));
