import { digitSize, type GreyImage, joinDigits } from '../../../src-shared/digits/grey-image.js';

const headerBytes = 16;
/** Two zero bytes, 0x08 for unsigned bytes, 3 dimensions. */
const unsignedByteImages = 0x0000_0803;

/**
 * Digits as an idx3-ubyte file, the format of MNIST's own images.
 * @param digits N images of 28×28.
 * @returns 16 bytes of big-endian header (magic number, N, 28, 28), then [N, 28, 28] pixels.
 * @throws RangeError when an image is not 28×28.
 */
export function encodeIdxImages(digits: readonly GreyImage[]): Uint8Array {
  const file = joinDigits(digits, headerBytes);
  const header = new DataView(file.buffer, file.byteOffset, headerBytes);
  [unsignedByteImages, digits.length, digitSize, digitSize].forEach((value, index) => {
    header.setUint32(index * 4, value);
  });
  return file;
}
