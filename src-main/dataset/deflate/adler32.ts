const base = 65_521;
/** Bytes whose sums stay within 31 bits: a multiple of four. */
const piece = 2_000;

/** The checksum of a zlib stream (RFC 1950), unsigned. */
export function adler32(bytes: Uint8Array): number {
  let [sum, sums] = [1, 0];
  for (let from = 0; from < bytes.length; from += piece) {
    const end = Math.min(bytes.length, from + piece);
    let at = from;
    // Four at once: each is added to the sums once more than the one behind it.
    for (; at + 4 <= end; at += 4) {
      const a = bytes[at] ?? 0;
      const b = bytes[at + 1] ?? 0;
      const c = bytes[at + 2] ?? 0;
      const d = bytes[at + 3] ?? 0;
      sums += 4 * sum + 4 * a + 3 * b + 2 * c + d;
      sum += a + b + c + d;
    }
    for (; at < end; at++) {
      sum += bytes[at] ?? 0;
      sums += sum;
    }
    sum %= base;
    sums %= base;
  }
  return ((sums << 16) | sum) >>> 0;
}
