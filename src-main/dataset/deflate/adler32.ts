const base = 65_521;
/** Bytes whose sums have room in half a number: a multiple of four. */
const piece = 80;
/** Every second byte of a word. */
const second = 0x00ff00ff;

/** The checksum of a zlib stream (RFC 1950), unsigned. Two bytes are added up at once, in the halves of a number. */
export function adler32(bytes: Uint8Array): number {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
  const words = bytes.length - (bytes.length % 4);
  let sum = 1;
  let sums = 0;
  let at = 0;
  while (at < words) {
    const from = at;
    const end = Math.min(words, from + piece);
    let even = 0;
    let odd = 0;
    let evens = 0;
    let odds = 0;
    for (; at < end; at += 4) {
      const word = view.getUint32(at, true);
      even += word & second;
      odd += (word >>> 8) & second;
      evens = (evens + even) | 0;
      odds = (odds + odd) | 0;
    }
    // Each word was added to these once more than the one behind it, and counts four times as often.
    const fours = 4 * (halves(evens) + halves(odds));
    const later = (odd & 0xffff) + 2 * (even >>> 16) + 3 * (odd >>> 16);
    sums = (sums + (end - from) * sum + fours - later) % base;
    sum = (sum + halves(even) + halves(odd)) % base;
  }
  for (; at < bytes.length; at++) {
    sum = (sum + (bytes[at] ?? 0)) % base;
    sums = (sums + sum) % base;
  }
  return ((sums << 16) | sum) >>> 0;
}

/** Both halves of a number added up. */
const halves = (number: number): number => (number & 0xffff) + (number >>> 16);
