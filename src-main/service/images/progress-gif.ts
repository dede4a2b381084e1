import { type GreyImage, greyImage } from '../../../src-shared/digits/grey-image.js';
import { captioned } from './captioned.js';
import { createGifEncoder } from './gif-encoder.js';

const lastFrameMs = 2500;
const wholeMs = 15_000;
const shortestFrameMs = 60;
const longestFrameMs = 500;

/** Palette entry i is the grey i, so that pixels are palette entries. */
const greys = Array.from({ length: 256 }, (_, grey) => [grey, grey, grey]);

interface Frame {
  readonly grid: GreyImage;
  /** Stands under it: "epoch 3". */
  readonly caption: string;
}

export interface ProgressGifOptions {
  /** The epochs' grids, first to last, all of one size. Read one at a time. */
  frames: Iterable<Frame> | AsyncIterable<Frame>;
  /** How many frames there are, from 1: their delay and the last one's depend on it. */
  frameCount: number;
  /** Each pixel becomes a square of this side, in whole pixels from 1; 2 when not given. */
  scale?: number;
}

/**
 * A GIF of a training's progress: each epoch a frame over its caption, the last held 2.5 s, looping forever. It
 * lasts at most 15 s in all while frames can be shown for 60 ms or more (up to 209), longer
 * beyond. Only one frame is in memory at a time.
 * @returns the file in pieces, one a frame; written one after the other they are the GIF.
 * @throws RangeError when a count or the scale is out of bounds, the frames are of different
 *   sizes, or their number is not `frameCount` (what was written before is then to be discarded).
 */
export async function* encodeProgressGif(
  options: ProgressGifOptions,
): AsyncGenerator<Uint8Array, void, void> {
  const { frames, frameCount, scale = 2 } = options;
  if (!Number.isSafeInteger(frameCount) || frameCount < 1) {
    throw new RangeError(`A progress GIF needs at least one frame, not ${frameCount}.`);
  }
  if (!Number.isSafeInteger(scale) || scale < 1) {
    throw new RangeError(`The scale must be a whole number from 1, not ${scale}.`);
  }
  const encoder = createGifEncoder();
  encoder.writeHeader();
  let size: { width: number; height: number } | undefined;
  let written = 0;
  for await (const { grid: frame, caption } of frames) {
    if (written === frameCount) throw wrongCount(frameCount, 'more');
    size ??= { width: frame.width, height: frame.height };
    if (frame.width !== size.width || frame.height !== size.height) {
      throw new RangeError(
        `Frame ${written} is ${frame.width}×${frame.height}, the first ${size.width}×${size.height}.`,
      );
    }
    const { pixels, width, height } = await captioned(enlarge(frame, scale), caption);
    const first = written === 0;
    written++;
    const delay = written === frameCount ? lastFrameMs : frameDelayMs(frameCount);
    const once = first ? { palette: greys, repeat: 0 } : {};
    encoder.writeFrame(pixels, width, height, { first, delay, ...once });
    if (written === frameCount) encoder.finish();
    yield encoder.bytes();
    encoder.reset();
  }
  if (written !== frameCount) throw wrongCount(frameCount, `only ${written}`);
}

function wrongCount(announced: number, came: string): RangeError {
  return new RangeError(`${announced} frames were announced, ${came} came.`);
}

/** Milliseconds a frame before the last is shown, in the hundredths of a second that GIF knows. */
function frameDelayMs(frameCount: number): number {
  const even = Math.floor((wholeMs - lastFrameMs) / (frameCount - 1) / 10) * 10;
  return Math.min(longestFrameMs, Math.max(shortestFrameMs, even));
}

/** Nearest neighbour: each pixel of [h, w] becomes a square of `scale` pixels a side. */
function enlarge(image: GreyImage, scale: number): GreyImage {
  if (scale === 1) return image;
  const large = greyImage({ width: image.width * scale, height: image.height * scale });
  for (let row = 0; row < image.height; row++) {
    const start = row * scale * large.width;
    for (let column = 0; column < large.width; column++) {
      large.pixels[start + column] =
        image.pixels[row * image.width + Math.floor(column / scale)] ?? 0;
    }
    for (let copy = 1; copy < scale; copy++) {
      large.pixels.copyWithin(start + copy * large.width, start, start + large.width);
    }
  }
  return large;
}
