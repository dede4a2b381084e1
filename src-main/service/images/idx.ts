import { digitSize } from '../../../src-shared/digits/grey-image.js';

/** Two zero bytes, 0x08 for unsigned bytes, 3 dimensions. */
const unsignedByteImages = 0x0000_0803;

/**
 * What stands before `count` digits of [28, 28] pixels in an idx3-ubyte file, the format of MNIST's
 * own images: magic number, count, 28, 28, big-endian.
 */
export function idxHeader(count: number): Uint8Array {
  const header = new DataView(new ArrayBuffer(16));
  [unsignedByteImages, count, digitSize, digitSize].forEach((value, index) => {
    header.setUint32(index * 4, value);
  });
  return new Uint8Array(header.buffer);
}
