/**
 * The pieces of a PNG file, as https://www.w3.org/TR/png-3/#5DataRep has them: a length of four bytes,
 * a type of four letters, the data, and a checksum of type and data. Numbers are big-endian.
 */

/** The first bytes of every PNG. */
export const pngSignature = Uint8Array.of(0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a);

/** Bytes of the length and the type before a chunk's data. */
const headBytes = 8;
/** Bytes of a chunk without data: its head and its checksum. */
const frameBytes = headBytes + 4;

export interface PngChunk {
  readonly type: string;
  readonly data: Uint8Array;
  /** Whether type and data are those that were written, by their checksum. */
  isIntact(): boolean;
}

/** The chunks of a file up to IEND, or to the first that is not all there. Nothing is copied. */
export function* pngChunks(file: Uint8Array): Generator<PngChunk> {
  const view = new DataView(file.buffer, file.byteOffset, file.byteLength);
  let at = pngSignature.length;
  while (at + frameBytes <= file.length) {
    const length = view.getUint32(at);
    const end = at + frameBytes + length;
    if (end > file.length) return;
    const typed = file.subarray(at + 4, end - 4);
    const type = String.fromCharCode(...typed.subarray(0, 4));
    if (type === 'IEND') return;
    const checksum = view.getUint32(end - 4);
    yield { type, data: typed.subarray(4), isIntact: () => crc32(typed) === checksum };
    at = end;
  }
}

/**
 * A whole chunk.
 *
 * @param type four letters
 */
export function pngChunk(type: string, data: Uint8Array): Uint8Array<ArrayBuffer> {
  const chunk = new Uint8Array(frameBytes + data.length);
  const view = new DataView(chunk.buffer);
  view.setUint32(0, data.length);
  chunk.set(new TextEncoder().encode(type), 4);
  chunk.set(data, headBytes);
  view.setUint32(headBytes + data.length, crc32(chunk.subarray(4, headBytes + data.length)));
  return chunk;
}

/** The checksum's step for each byte: the polynomial of ISO 3309, its bits turned round. */
const steps = Uint32Array.from({ length: 256 }, (_, byte) => {
  let step = byte;
  for (let bit = 0; bit < 8; bit++) step = step & 1 ? 0xedb88320 ^ (step >>> 1) : step >>> 1;
  return step;
});

function crc32(bytes: Uint8Array): number {
  let crc = 0xffffffff;
  for (const byte of bytes) crc = (steps[(crc ^ byte) & 0xff] ?? 0) ^ (crc >>> 8);
  return (crc ^ 0xffffffff) >>> 0;
}
