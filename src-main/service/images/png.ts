import { decode, encode } from 'fast-png';
import { type GreyImage, greyImage } from '../../../src-shared/digits/grey-image.js';

/** An image as a PNG file: 8-bit greyscale (colour type 0), no alpha, no interlacing. */
export function encodeGreyPng(image: GreyImage): Uint8Array {
  const { width, height, pixels } = image;
  return encode({ width, height, data: pixels, channels: 1, depth: 8 }, { zlib: { level: 9 } });
}

/**
 * Reads such a file back, for example to build the progress GIF from a run's epochs.
 * @throws RangeError when it is a PNG of another kind, Error when it is none or damaged.
 */
export function decodeGreyPng(file: Uint8Array): GreyImage {
  const { width, height, channels, depth, data, palette } = decode(file, { checkCrc: true });
  if (channels !== 1 || depth !== 8 || palette || !(data instanceof Uint8Array)) {
    throw new RangeError(
      `Not an 8-bit grey PNG: ${channels} channels of ${depth} bits${palette ? ', a palette' : ''}.`,
    );
  }
  return greyImage({ width, height, pixels: data });
}
