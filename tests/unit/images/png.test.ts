import { createCanvas, loadImage } from '@napi-rs/canvas';
import { encode } from 'fast-png';
import { describe, expect, test } from 'vitest';
import { decodeGreyPng, encodeGreyPng } from '../../../src-main/service/images/png.js';
import { greyImage, sliceDigits } from '../../../src-shared/digits/grey-image.js';

const gradient = greyImage({
  width: 300,
  height: 28,
  pixels: Uint8Array.from({ length: 300 * 28 }, (_, index) => (index * 7) % 256),
});

describe('encodeGreyPng', () => {
  test('is 8-bit greyscale, not interlaced, by the bytes of its header', () => {
    const file = Buffer.from(encodeGreyPng(gradient));
    expect(file.subarray(0, 8).toString('latin1')).toBe('\x89PNG\r\n\x1a\n');
    expect(file.subarray(12, 16).toString('latin1')).toBe('IHDR');
    expect([file.readUInt32BE(16), file.readUInt32BE(20)]).toEqual([300, 28]);
    expect([...file.subarray(24, 29)]).toEqual([8, 0, 0, 0, 0]);
  });

  test('Skia reads the same pixels', async () => {
    const image = await loadImage(Buffer.from(encodeGreyPng(gradient)));
    const context = createCanvas(300, 28).getContext('2d');
    context.drawImage(image, 0, 0);
    const { data } = context.getImageData(0, 0, 300, 28);
    const greys = gradient.pixels.map((_, index) => data[index * 4 + 1] ?? 0);
    expect(greys).toEqual(gradient.pixels);
  });

  test('a view into a batch is written from its own bytes', () => {
    const batch = Uint8Array.from({ length: 784 * 2 }, (_, index) => (index < 784 ? 1 : 2));
    const second = sliceDigits(batch)[1];
    expect(second && decodeGreyPng(encodeGreyPng(second))).toEqual(second);
  });
});

describe('decodeGreyPng', () => {
  test('refuses colour, 16 bits, palettes and what is no PNG', () => {
    const rgb = encode({ width: 1, height: 1, data: Uint8Array.of(1, 2, 3), channels: 3 });
    expect(() => decodeGreyPng(rgb)).toThrow(RangeError);
    const deep = encode({ width: 1, height: 1, data: Uint16Array.of(9), channels: 1, depth: 16 });
    expect(() => decodeGreyPng(deep)).toThrow(RangeError);
    const palette = [[1, 2, 3]];
    const indexed = encode({ width: 1, height: 1, data: Uint8Array.of(0), channels: 1, palette });
    expect(() => decodeGreyPng(indexed)).toThrow(/palette/);
    expect(() => decodeGreyPng(new TextEncoder().encode('GIF89a...'))).toThrow();
  });
});
