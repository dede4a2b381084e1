import { digitSize } from '../../src-shared/digits/grey-image.js';

/** Magic string, version 1.0, and two bytes that hold the length of the text after them. */
const preambleBytes = 10;
/** The data starts at a multiple of this, so that it can be mapped into memory. */
const alignment = 64;

/**
 * What stands before `count` digits of [28, 28] pixels in a NumPy file, version 1.0
 * (numpy.lib.format): `numpy.load` gives uint8 [count, 28, 28].
 */
export const npyHeader = (count: number): Uint8Array =>
  headerOf(`(${count}, ${digitSize}, ${digitSize})`);

/** What stands before `count` labels: `numpy.load` gives uint8 [count]. */
export const npyLabelHeader = (count: number): Uint8Array => headerOf(`(${count},)`);

/** @param shape a tuple as Python writes it */
function headerOf(shape: string): Uint8Array {
  const fields = `{'descr': '|u1', 'fortran_order': False, 'shape': ${shape}, }`;
  const unpadded = preambleBytes + fields.length + '\n'.length;
  const headerBytes = Math.ceil(unpadded / alignment) * alignment;
  const text = `${fields.padEnd(headerBytes - preambleBytes - 1)}\n`;

  const header = new Uint8Array(headerBytes);
  header.set([0x93, ...ascii('NUMPY'), 1, 0]);
  new DataView(header.buffer).setUint16(8, text.length, true);
  header.set(ascii(text), preambleBytes);
  return header;
}

function ascii(text: string): Uint8Array {
  return new TextEncoder().encode(text);
}
