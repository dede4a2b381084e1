import { createCanvas, loadImage } from '@napi-rs/canvas';
import { decode } from 'fast-png';
import { describe, expect, test } from 'vitest';
import { encodeJpeg, encodeWebp } from '../../../src-main/service/images/canvas-picture.js';
import { encodePng } from '../../../src-main/service/images/png.js';
import { type Channels, type Picture, picture } from '../../../src-shared/strips/picture.js';
import { type PictureNote, programName } from '../../../src-shared/strips/picture-note.js';
import { pngChunks } from '../../../src-shared/strips/png-chunks.js';
import { readPictureNote } from '../../../src-shared/strips/read-picture-note.js';

const note: PictureNote = {
  program: programName,
  version: '0.1.0',
  number: '48213',
  seed: 5,
  hand: 3,
  model: '手 evening',
  settings: { config: {} },
};
const nothing = { note: null, dpi: null };
const allChannels: readonly Channels[] = [1, 2, 3, 4];

/** 64 × 48 pixels, in which every channel varies. */
const varied = (channels: Channels): Picture =>
  picture({
    width: 64,
    height: 48,
    channels,
    pixels: Uint8Array.from({ length: 64 * 48 * channels }, (_, at) => (at * 37) % 251),
  });

/** A dark disc with soft edges, transparent around it: grey and alpha. */
function disc(): Picture {
  const drawn = picture({ width: 64, height: 48, channels: 2 });
  for (let at = 0; at < 64 * 48; at++) {
    const distance = Math.hypot((at % 64) - 32, Math.floor(at / 64) - 24);
    drawn.pixels.set([20, Math.max(0, Math.min(255, (16 - distance) * 64))], at * 2);
  }
  return drawn;
}

/** RGBA, as the canvas reads a file. */
async function readBack(file: Uint8Array) {
  const image = await loadImage(Buffer.from(file));
  const context = createCanvas(image.width, image.height).getContext('2d');
  context.drawImage(image, 0, 0);
  const { data } = context.getImageData(0, 0, image.width, image.height);
  const at = (x: number, y: number) => [...data.subarray((y * image.width + x) * 4).slice(0, 4)];
  return { width: image.width, height: image.height, data, at };
}

describe('encodePng', () => {
  test.each(allChannels)('%s channels come back as they were', (channels) => {
    const drawn = varied(channels);
    const read = decode(encodePng(drawn, nothing), { checkCrc: true });
    expect(read).toMatchObject({ width: 64, height: 48, channels, depth: 8, text: {} });
    expect(read.data).toEqual(drawn.pixels);
    expect(read.resolution).toBeUndefined();
  });

  test.each([
    [1, 0],
    [2, 4],
    [3, 2],
    [4, 6],
  ] as const)('%s channels are colour type %s', (channels, type) => {
    expect(encodePng(varied(channels), nothing)[25]).toBe(type);
  });

  test.each([
    [300, 11_811],
    [96, 3_780],
    [72, 2_835],
  ])('%s dots an inch are %s a metre', (dpi, x) => {
    const read = decode(encodePng(varied(1), { note: null, dpi }), { checkCrc: true });
    expect(read.resolution).toEqual({ x, y: x, unit: 1 });
  });

  test('what it says stands before its pixels, and is read again', () => {
    const file = encodePng(varied(2), { note, dpi: 300 });
    const types = [...pngChunks(file)].map(({ type }) => type);
    expect(types.slice(0, 2)).toEqual(['IHDR', 'pHYs']);
    expect(types.at(-1)).toBe('IDAT');
    expect(readPictureNote(file)).toEqual({ kind: 'note', note });
    expect(decode(file, { checkCrc: true }).text).toMatchObject({ Title: '48213', Seed: '5' });
  });
});

describe('encodeJpeg', () => {
  test('a grey picture stays grey, and as bright as it was', async () => {
    const ramp = picture({
      width: 256,
      height: 16,
      channels: 1,
      pixels: Uint8Array.from({ length: 256 * 16 }, (_, at) => at % 256),
    });
    const { data } = await readBack(await encodeJpeg(ramp, nothing));
    for (let at = 0; at < 256 * 16; at++) {
      const [red = 0, green = 0, blue = 0] = data.subarray(at * 4);
      expect(Math.max(red, green, blue) - Math.min(red, green, blue)).toBeLessThanOrEqual(1);
      expect(Math.abs(green - (at % 256))).toBeLessThanOrEqual(3);
    }
  });

  test('what is transparent is white, what is half so half way to it', async () => {
    const half = picture({
      width: 32,
      height: 16,
      channels: 4,
      pixels: Uint8Array.from({ length: 32 * 16 * 4 }, (_, at) =>
        Math.floor(at / 4) % 32 < 16
          ? ([200, 0, 0, 0][at % 4] ?? 0)
          : ([0, 0, 0, 128][at % 4] ?? 0),
      ),
    });
    const { at } = await readBack(await encodeJpeg(half, nothing));
    expect(at(4, 8)).toEqual([255, 255, 255, 255]);
    for (const grey of at(28, 8).slice(0, 3)) expect(Math.abs(grey - 127)).toBeLessThanOrEqual(2);
  });

  test('an edge keeps clean: nothing strays further from what was drawn than 12 levels', async () => {
    const drawn = disc();
    const { data } = await readBack(await encodeJpeg(drawn, nothing));
    const away = Array.from({ length: 64 * 48 }, (_, at) => {
      const [grey = 0, alpha = 0] = drawn.pixels.subarray(at * 2);
      return Math.abs((data[at * 4 + 1] ?? 0) - (255 - (alpha / 255) * (255 - grey)));
    });
    expect(Math.max(...away)).toBeLessThanOrEqual(12);
  });

  test.each([300, 96])('its header says %s dots an inch', async (dpi) => {
    const file = Buffer.from(await encodeJpeg(disc(), { note, dpi }));
    expect(file.toString('latin1', 6, 11)).toBe('JFIF\0');
    expect([file[13], file.readUInt16BE(14), file.readUInt16BE(16)]).toEqual([1, dpi, dpi]);
    expect(file.includes(`${programName} 0.1.0`)).toBe(true);
    expect(readPictureNote(file)).toEqual({ kind: 'none' });
  });
});

describe('encodeWebp', () => {
  test.each(allChannels)(
    '%s channels keep their alpha, and their colours where it shows',
    async (channels) => {
      const drawn = varied(channels);
      const { data } = await readBack(await encodeWebp(drawn));
      for (let pixel = 0; pixel < 64 * 48; pixel++) {
        const own = drawn.pixels.subarray(pixel * channels, (pixel + 1) * channels);
        const alpha = channels % 2 === 0 ? (own.at(-1) ?? 0) : 255;
        expect(data[pixel * 4 + 3]).toBe(alpha);
        for (const colour of [0, 1, 2]) {
          const away = (data[pixel * 4 + colour] ?? 0) - (own[channels < 3 ? 0 : colour] ?? 0);
          // The canvas keeps colours multiplied by their alpha, in steps of 1/255: here twice.
          expect(Math.abs(away) * alpha).toBeLessThanOrEqual(2 * 255);
        }
      }
    },
  );

  test('is without loss', async () => {
    expect(Buffer.from(await encodeWebp(disc())).includes('VP8L')).toBe(true);
  });
});

describe.each([
  ['JPEG', 65_500, encodeJpeg],
  ['WebP', 16_383, encodeWebp],
] as const)('a side of a %s', (format, most, write) => {
  const wide = (width: number) => picture({ width, height: 2, channels: 1 });

  test(`has at most ${most} pixels, or is refused with the size and what to do`, async () => {
    expect(await readBack(await write(wide(most), nothing))).toMatchObject({ width: most });
    const words = (most + 1).toLocaleString('en-US');
    await expect(write(wide(most + 1), nothing)).rejects.toThrow(
      `The picture would be ${words} × 2 pixels, and a ${format} has room for ${most.toLocaleString('en-US')} a side: choose a smaller scale or height, or a PNG, SVG or PDF.`,
    );
  });
});
