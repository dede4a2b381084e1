import { describe, expect, test } from 'vitest';
import {
  encodeProgressGif,
  type ProgressGifOptions,
} from '../../../src-main/service/images/progress-gif.js';
import { type GreyImage, greyImage } from '../../../src-shared/digits/grey-image.js';
import { tileGrid } from '../../../src-shared/digits/tile-grid.js';
import { noisyDigits, pixelAt } from '../digits/sample-digit.js';
import { readGif } from './read-gif.js';

type Options = Omit<ProgressGifOptions, 'frames'> & { frames: readonly GreyImage[] };

const numbered = (grids: readonly GreyImage[]) =>
  grids.map((grid, epoch) => ({ grid, caption: `epoch ${epoch}` }));

async function encode({ frames, ...options }: Options): Promise<Uint8Array> {
  const pieces: Uint8Array[] = [];
  const whole = encodeProgressGif({ frames: numbered(frames), ...options });
  for await (const piece of whole) pieces.push(piece);
  return Buffer.concat(pieces);
}

function flat(grey: number): GreyImage {
  return greyImage({ width: 3, height: 2, pixels: new Uint8Array(6).fill(grey) });
}

function flats(count: number): GreyImage[] {
  return Array.from({ length: count }, (_, index) => flat(index % 256));
}

describe('encodeProgressGif', () => {
  test('every epoch is a frame with its own pixels, enlarged to squares, looping forever', async () => {
    const digits = noisyDigits(12);
    const grids = [0, 4, 8].map((from) =>
      tileGrid(digits.slice(from, from + 4), { rows: 2, columns: 2 }),
    );
    const gif = readGif(await encode({ frames: grids, frameCount: 3 }));
    expect([gif.width, gif.height, gif.loops]).toEqual([112, 134, 0]);
    expect(gif.palette).toEqual(Array.from({ length: 256 }, (_, grey) => [grey, grey, grey]));
    expect(gif.frames).toHaveLength(3);
    gif.frames.forEach(({ width, height, indices }, frame) => {
      const grid = grids[frame];
      expect([width, height]).toEqual([112, 134]);
      const expected = Array.from({ length: 112 * 112 }, (_, index) => {
        return grid && pixelAt(grid, (index / 112) >> 1, (index % 112) >> 1);
      });
      expect(indices.slice(0, 112 * 112)).toEqual(expected);
    });
    const captions = gif.frames.map(({ indices }) => indices.slice(112 * 112));
    // "epoch 0", "epoch 1", "epoch 2": alike but for the figure.
    expect(captions.every((caption) => caption.some((grey) => grey > 200))).toBe(true);
    expect(new Set(captions.map(String)).size).toBe(3);
  });

  test.each([
    { frameCount: 1, delays: [] },
    { frameCount: 4, delays: [500] },
    { frameCount: 50, delays: [250] },
    { frameCount: 209, delays: [60] },
    { frameCount: 400, delays: [60] },
  ])('$frameCount frames: the last held, the others evenly', async ({ frameCount, delays }) => {
    const gif = readGif(await encode({ frames: flats(frameCount), frameCount, scale: 1 }));
    const shown = gif.frames.map((frame) => frame.delayMs);
    expect(shown).toHaveLength(frameCount);
    expect(shown.pop()).toBe(2500);
    expect([...new Set(shown)]).toEqual(delays);
    if (frameCount <= 209)
      expect(shown.length * (shown[0] ?? 0) + 2500).toBeLessThanOrEqual(15_000);
  });

  test('reads one frame at a time and hands its piece on before the next', async () => {
    let read = 0;
    async function* frames() {
      for (const frame of numbered(flats(5))) {
        read++;
        yield frame;
      }
    }
    let pieces = 0;
    for await (const piece of encodeProgressGif({ frames: frames(), frameCount: 5 })) {
      pieces++;
      expect(piece.length).toBeGreaterThan(0);
      expect(read).toBe(pieces);
    }
    expect(pieces).toBe(5);
  });

  test.each([
    { why: 'no frames', frames: [], frameCount: 0 },
    { why: 'too few', frames: flats(2), frameCount: 3 },
    { why: 'too many', frames: flats(3), frameCount: 2 },
    { why: 'sizes', frames: [flat(1), greyImage({ width: 2, height: 3 })], frameCount: 2 },
    { why: 'scale', frames: flats(1), frameCount: 1, scale: 0.5 },
  ])('refuses $why', async ({ why: _why, ...options }) => {
    await expect(encode(options)).rejects.toThrow(RangeError);
  });
});
