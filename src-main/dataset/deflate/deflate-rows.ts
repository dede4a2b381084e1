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

const wordBytes = 4;
/** The shortest repetition of the row above that is worth one; of the pixel before it is a word. */
const leastUp = 6;
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
  const view = new DataView(bytes.buffer, bytes.byteOffset, length);
  const to = told;
  const times = byteTimes;
  times.fill(0);
  times[endOfBlock] = 1;
  const rowBegins = stride > farthest ? length : stride;
  let [count, fromPixel, fromAbove] = [0, 0, 0];
  let at = 0;
  // Four bytes at once say whether a repetition may begin here: none is shorter.
  for (const last = length - wordBytes; at <= last; ) {
    const word = view.getUint32(at, true);
    const isRun = at >= across && word === view.getUint32(at - across, true);
    const isUp = at >= rowBegins && word === view.getUint32(at - stride, true);
    if (isRun || isUp) {
      const run = isRun ? endOfSame(view, at, across) - at : 0;
      const worth = Math.max(run + farther, leastUp);
      const up = isUp && worth <= longest ? endOfSame(view, at, stride) - at : 0;
      const taken = up >= worth ? up : run;
      if (taken > 0) {
        if (up >= worth) {
          to[count++] = ofRow + up;
          to[count++] = fromRow;
          fromAbove++;
        } else {
          to[count++] = ofPixel + run;
          fromPixel++;
        }
        const symbol = firstLength + (lengthSymbols[taken] ?? 0);
        times[symbol] = (times[symbol] ?? 0) + 1;
        at += taken;
        continue;
      }
    }
    const byte = word & 255;
    to[count++] = byte;
    times[byte] = (times[byte] ?? 0) + 1;
    at++;
  }
  for (; at < length; at++) {
    const byte = bytes[at] ?? 0;
    to[count++] = byte;
    times[byte] = (times[byte] ?? 0) + 1;
  }
  to[count++] = endOfBlock;
  distanceTimes.fill(0);
  distanceTimes[symbolOf(distances, across)] = fromPixel;
  if (fromAbove > 0) distanceTimes[symbolOf(distances, stride)] = fromAbove;
  return count;
}

/** Up to where all bytes are those so far before, as far as a repetition reaches. The first four are. */
function endOfSame(bytes: DataView, from: number, distance: number): number {
  const end = Math.min(bytes.byteLength, from + longest);
  let at = from + wordBytes;
  for (; at + wordBytes <= end; at += wordBytes) {
    const other = bytes.getUint32(at, true) ^ bytes.getUint32(at - distance, true);
    // The lowest bit that differs says which byte does.
    if (other !== 0) return at + ((31 - Math.clz32(other & -other)) >> 3);
  }
  while (at < end && bytes.getUint8(at) === bytes.getUint8(at - distance)) at++;
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
