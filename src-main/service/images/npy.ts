import { digitSize, type GreyImage, joinDigits } from '../../../src-shared/digits/grey-image.js';

/** Magic string, version 1.0, and two bytes that hold the length of the text after them. */
const preambleBytes = 10;
/** The data starts at a multiple of this, so that it can be mapped into memory. */
const alignment = 64;

/**
 * Digits as a NumPy file, version 1.0 (numpy.lib.format): `numpy.load` gives uint8 [N, 28, 28].
 * @param digits N images of 28×28, values 0…255.
 * @throws RangeError when an image is not 28×28.
 */
export function encodeNpyImages(digits: readonly GreyImage[]): Uint8Array {
  const shape = `(${digits.length}, ${digitSize}, ${digitSize})`;
  const fields = `{'descr': '|u1', 'fortran_order': False, 'shape': ${shape}, }`;
  const unpadded = preambleBytes + fields.length + '\n'.length;
  const headerBytes = Math.ceil(unpadded / alignment) * alignment;
  const text = `${fields.padEnd(headerBytes - preambleBytes - 1)}\n`;

  const file = joinDigits(digits, headerBytes);
  file.set([0x93, ...ascii('NUMPY'), 1, 0]);
  new DataView(file.buffer, file.byteOffset).setUint16(8, text.length, true);
  file.set(ascii(text), preambleBytes);
  return file;
}

function ascii(text: string): Uint8Array {
  return new TextEncoder().encode(text);
}
