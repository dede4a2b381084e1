import { decode, encode } from 'fast-png';
import { type GreyImage, greyImage } from '../../../src-shared/digits/grey-image.js';

/** An image as a PNG file: 8-bit greyscale (colour type 0), no alpha, no interlacing. */
export function encodeGreyPng(image: GreyImage): Uint8Array {
  const { width, height, pixels } = image;
  return encode({ width, height, data: pixels, channels: 1, depth: 8 }, { zlib: { level: 9 } });
}

/** Where a PNG's first piece, IHDR, says how many pixels it has: two numbers of four bytes. */
const sizeAt = 16;

/** Pixels that a PNG announces; null when it ends before it says so. */
export function pngPixels(file: Uint8Array): number | null {
  if (file.length < sizeAt + 8) return null;
  const header = new DataView(file.buffer, file.byteOffset, file.byteLength);
  return header.getUint32(sizeAt) * header.getUint32(sizeAt + 4);
}

/**
 * Reads such a file back, for example to build the progress GIF from a run's epochs.
 *
 * @param mostPixels a picture with more is not decoded: a small file can hold very many
 * @throws RangeError when it is a PNG of another kind or larger, Error when it is none or damaged
 */
export function decodeGreyPng(file: Uint8Array, mostPixels = 2 ** 24): GreyImage {
  const announced = pngPixels(file);
  if (announced === null) throw new Error('Not a PNG: it ends within its header.');
  if (announced > mostPixels) throw new RangeError(`It announces ${announced} pixels.`);
  const { width, height, channels, depth, data, palette } = decode(file, { checkCrc: true });
  if (channels !== 1 || depth !== 8 || palette || !(data instanceof Uint8Array)) {
    throw new RangeError(
      `Not an 8-bit grey PNG: ${channels} channels of ${depth} bits${palette ? ', a palette' : ''}.`,
    );
  }
  return greyImage({ width, height, pixels: data });
}
