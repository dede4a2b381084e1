import { decode, encode } from 'fast-png';
import { type GreyImage, greyImage } from '../../../src-shared/digits/grey-image.js';
import type { Picture } from '../../../src-shared/strips/picture.js';
import { noteParts, type PictureNote } from '../../../src-shared/strips/picture-note.js';
import { pngChunk } from '../../../src-shared/strips/png-chunks.js';
import { pngTextChunk } from '../../../src-shared/strips/png-text.js';

/** What a picture's file says besides its pixels. */
export interface PictureFacts {
  readonly note: PictureNote | null;
  /** Pixels an inch; null is not said. */
  readonly dpi: number | null;
}

/** An image as a PNG file: 8-bit greyscale (colour type 0), no alpha, no interlacing. */
export function encodeGreyPng(image: GreyImage): Uint8Array {
  const { width, height, pixels } = image;
  return encode({ width, height, data: pixels, channels: 1, depth: 8 }, { zlib: { level: 9 } });
}

/**
 * How hard a large picture is compressed. Of 4000 x 600 pixels of strokes, 9 is a tenth smaller and takes
 * three times as long, up to a second.
 */
const level = 6;

/** Bytes of a PNG before what may follow its header: the signature and IHDR. */
const headerBytes = 33;

/**
 * A picture as a PNG file of 8 bits a channel, by its channels: grey (colour type 0), grey and alpha (4),
 * colour (2), colour and alpha (6). What it says stands before the pixels, where a reader finds it first.
 */
export function encodePng(picture: Picture, { note, dpi }: PictureFacts): Uint8Array {
  const { width, height, channels, pixels } = picture;
  const file = encode({ width, height, data: pixels, channels, depth: 8 }, { zlib: { level } });
  const said = (note === null ? [] : noteParts(note)).map(([word, text]) =>
    pngTextChunk(word, text),
  );
  return Buffer.concat([
    file.subarray(0, headerBytes),
    ...(dpi === null ? [] : [resolutionChunk(dpi)]),
    ...said,
    file.subarray(headerBytes),
  ]);
}

const metresPerInch = 0.0254;

/** pHYs: whole pixels per metre, across and down. */
function resolutionChunk(dpi: number): Uint8Array {
  const data = new DataView(new ArrayBuffer(9));
  const density = Math.round(dpi / metresPerInch);
  data.setUint32(0, density);
  data.setUint32(4, density);
  const metre = 1;
  data.setUint8(8, metre);
  return pngChunk('pHYs', new Uint8Array(data.buffer));
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
