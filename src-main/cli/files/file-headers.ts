import { encodeIdxImages } from '../../service/images/idx.js';
import { encodeNpyImages } from '../../service/images/npy.js';

/*
 * A million digits are written as they are drawn, never held at once. What stands before them is
 * the encoders' own file of no digits, with the number in its place.
 */

/** The 16 bytes before `count` digits in an idx3-ubyte file. */
export function idxHeader(count: number): Uint8Array {
  const header = encodeIdxImages([]);
  new DataView(header.buffer, header.byteOffset).setUint32(4, count);
  return header;
}

/** The bytes before `count` digits in a NumPy file. */
export function npyHeader(count: number): Uint8Array {
  const empty = Buffer.from(encodeNpyImages([]));
  const text = empty.toString('latin1');
  const counted = text.replace('(0, ', `(${count}, `).trimEnd();
  // The encoder pads to a multiple of 64 bytes, which leaves room for any count that is allowed.
  if (counted.length >= text.length) throw new RangeError(`${count} digits don't fit the header.`);
  return Buffer.from(`${counted.padEnd(text.length - 1)}\n`, 'latin1');
}
