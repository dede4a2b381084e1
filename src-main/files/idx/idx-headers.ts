import { digitSize } from '../../../src-shared/digits/grey-image.js';

/** Two zero bytes, 0x08 for unsigned bytes, and the number of dimensions. */
const unsignedBytes = 0x0000_0800;

/**
 * What stands before `count` digits of [28, 28] pixels in an idx3-ubyte file, the format of MNIST's
 * own images: magic number, count, 28, 28, big-endian.
 */
export const idxHeader = (count: number): Uint8Array => headerOf([count, digitSize, digitSize]);

/** What stands before `count` labels in an idx1-ubyte file, the format of MNIST's own. */
export const idxLabelHeader = (count: number): Uint8Array => headerOf([count]);

function headerOf(shape: readonly number[]): Uint8Array {
  const numbers = [unsignedBytes + shape.length, ...shape];
  const header = new DataView(new ArrayBuffer(4 * numbers.length));
  for (const [place, number] of numbers.entries()) header.setUint32(4 * place, number);
  return new Uint8Array(header.buffer);
}
