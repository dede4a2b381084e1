import { adler32 } from './adler32.js';
import { BitWriter, type Written } from './bit-writer.js';
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
  /** All bytes are below this number; 256 where that is not known. */
  readonly levels?: number;
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
const fitted = new Uint32Array(fromRow + 1);
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
  const { levels = 256, stride } = rows;
  const words = levels <= mostUsual && stride <= farthest ? beginUsual(rows) : begin(rows, fitted);
  bits.writeWords(words, told, count);
  return bits.end(adler32(rows.bytes));
}

const mostBytes = ({ bytes }: Rows): number => 2 * bytes.length + 1024;

/** Begins a stream in codes for what was counted. @param words are found for them */
function begin(rows: Rows, words: Uint32Array): Uint32Array {
  fitCode(byteCode, byteTimes, longestCode);
  fitCode(distanceCode, distanceTimes, longestCode);
  bits.begin(mostBytes(rows));
  bits.write(0x0178, 16); // a window of 32 KiB, packed quickly
  bits.write(0b101, 3); // the last block, with codes of its own
  tellCodes(bits, byteCode, distanceCode);
  findWords(rows, words);
  return words;
}

/** How a stream begins whose codes are not its own, and what they are. */
interface Usual {
  readonly head: Written;
  readonly words: Uint32Array;
  /** Of what says that the row above is repeated, without the bits that say how far above it is. */
  readonly row: number;
}

/** By how many levels there are and by the symbol of the row above. */
const usual = new Map<number, Usual>();
/** Levels that have usual codes: a mask's, which has one for each character. */
const mostUsual = 32;

/**
 * How often symbols come in a mask: each character's level, and repetitions of 4 bytes and more, each with
 * the times of its symbol, of six-digit strips on average. Other masks are not much longer for it.
 */
const levelTimes = { paper: 100, ink: 26 };
const lengthTimes = [
  ...[0, 14, 9, 10, 9, 9, 9, 8, 15, 13, 12, 10, 15, 9, 6],
  ...[4, 6, 4, 2, 1, 1, 1, 1, 1, 1, 1, 1, 1, 3],
];

/** Begins a stream in the codes of masks like it, which are fitted and told once: that takes half as long as all else. */
function beginUsual(rows: Rows): Uint32Array {
  const { stride, across, levels = mostUsual } = rows;
  const symbol = symbolOf(distances, stride);
  const key = levels * distances.starts.length + symbol;
  let known = usual.get(key);
  if (known === undefined) {
    byteTimes.fill(0).fill(levelTimes.ink, 0, levels);
    byteTimes[0] = levelTimes.paper;
    byteTimes[endOfBlock] = 1;
    byteTimes.set(lengthTimes, firstLength);
    distanceTimes.fill(0);
    distanceTimes[symbolOf(distances, across)] = 1;
    distanceTimes[symbol] = 1;
    const words = begin(rows, new Uint32Array(fromRow + 1));
    known = { head: bits.copy(), words, row: wordOf(distanceCode, symbol) };
    usual.set(key, known);
  }
  bits.beginWith(known.head, mostBytes(rows));
  known.words[fromRow] = both(known.row, moreOf(symbol, stride));
  return known.words;
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
function findWords({ stride, across }: Rows, words: Uint32Array): void {
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
  return both(wordOf(distanceCode, symbol), moreOf(symbol, distance));
}

/** The bits that follow a distance's symbol as a word. */
const moreOf = (symbol: number, distance: number): number =>
  ((distance - (distances.starts[symbol] ?? 0)) << 5) | (distances.extra[symbol] ?? 0);

/** The bits of a symbol as a word. */
function wordOf(code: PrefixCode, symbol: number): number {
  const own = code[symbol] ?? 0;
  return ((own >>> 4) << 5) | (own & 15);
}

/** What is written first, and what is written then, as one word. */
const both = (first: number, then: number): number =>
  (((then >>> 5) << (first & 31)) << 5) | (first & ~31) | ((first & 31) + (then & 31));
