const base = 65_521;
/** Bytes whose sums stay within 31 bits. */
const piece = 2_000;

/** The checksum of a zlib stream (RFC 1950), unsigned. */
export function adler32(bytes: Uint8Array): number {
  let [sum, sums] = [1, 0];
  for (let from = 0; from < bytes.length; from += piece) {
    const end = Math.min(bytes.length, from + piece);
    for (let at = from; at < end; at++) {
      sum += bytes[at] ?? 0;
      sums += sum;
    }
    sum %= base;
    sums %= base;
  }
  return ((sums << 16) | sum) >>> 0;
}
