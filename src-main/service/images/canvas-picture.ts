import type { SKRSContext2D } from '@napi-rs/canvas';
import { AppError } from '../../../src-shared/contract/errors.js';
import type { Picture } from '../../../src-shared/strips/picture.js';
import type { PictureFacts } from './png.js';

/** Of 100. Below it strokes have a visible fringe. */
const jpegQuality = 95;
/** The canvas takes it for "without loss", which makes smaller files of strokes than any loss does. */
const webpQuality = 100;

/** Pixels that a side has room for: the JPEG library's, and WebP's 14 bits. */
const mostPixels = { JPEG: 65_500, WebP: 16_383 } as const;

/**
 * A JPEG file: what is transparent shows white, which JPEG has no other way to say. A number and the
 * program's name stand in it, nothing that this program reads again.
 *
 * @throws AppError BAD_INPUT for a picture with a side over 65,500 pixels
 */
export async function encodeJpeg(picture: Picture, { note, dpi }: PictureFacts) {
  requireRoom(picture, 'JPEG');
  const { canvas, context } = await drawn(picture);
  context.globalCompositeOperation = 'destination-over';
  context.fillStyle = '#ffffff';
  context.fillRect(0, 0, picture.width, picture.height);
  const file = await canvas.encode('jpeg', {
    quality: jpegQuality,
    ...(dpi !== null && { resolution: dpi }),
    ...(note !== null && { software: `${note.program} ${note.version}` }),
    ...(note !== null && note.number !== null && { title: note.number }),
  });
  return new Uint8Array(file);
}

/**
 * A WebP file without loss, with its alpha. The format has no place for a resolution.
 *
 * @throws AppError BAD_INPUT for a picture with a side over 16,383 pixels
 */
export async function encodeWebp(picture: Picture): Promise<Uint8Array> {
  requireRoom(picture, 'WebP');
  const { canvas } = await drawn(picture);
  return new Uint8Array(await canvas.encode('webp', webpQuality));
}

/** The canvas is loaded by the first call, not by the import. */
async function drawn(picture: Picture) {
  const { createCanvas, ImageData } = await import('@napi-rs/canvas');
  const { width, height } = picture;
  const canvas = createCanvas(width, height);
  const context: SKRSContext2D = canvas.getContext('2d');
  context.putImageData(new ImageData(toRgba(picture), width, height), 0, 0);
  return { canvas, context };
}

/** [height, width, 4], straight alpha; the picture's own memory is not touched. */
function toRgba({ channels, pixels }: Picture): Uint8ClampedArray {
  if (channels === 4) return new Uint8ClampedArray(pixels);
  const isGrey = channels < 3;
  const rgba = new Uint8ClampedArray((pixels.length / channels) * 4).fill(255);
  for (let from = 0, to = 0; from < pixels.length; from += channels, to += 4) {
    for (let colour = 0; colour < 3; colour++) {
      rgba[to + colour] = pixels[isGrey ? from : from + colour] ?? 0;
    }
    if (channels === 2) rgba[to + 3] = pixels[from + 1] ?? 0;
  }
  return rgba;
}

function requireRoom({ width, height }: Picture, format: keyof typeof mostPixels): void {
  const most = mostPixels[format];
  if (Math.max(width, height) <= most) return;
  const [across, down, room] = [width, height, most].map((count) => count.toLocaleString('en-US'));
  throw new AppError(
    'BAD_INPUT',
    `The picture would be ${across} × ${down} pixels, and a ${format} has room for ${room} a side: choose a smaller scale or height, or a PNG, SVG or PDF.`,
    { details: { width, height } },
  );
}
