import { describe, expect, test } from 'vitest';
import { greyImage, sliceDigits, toPixels } from '../../../src-shared/digits/grey-image.js';
import { noisyDigits } from './sample-digit.js';

describe('greyImage', () => {
  test('is black without pixels and keeps the pixels it is given', () => {
    expect(greyImage({ width: 3, height: 2 }).pixels).toEqual(new Uint8Array(6));
    const pixels = new Uint8Array(6);
    expect(greyImage({ width: 3, height: 2, pixels }).pixels).toBe(pixels);
  });

  test.each([
    { width: 0, height: 1 },
    { width: 1.5, height: 2 },
    { width: 2, height: -1 },
    { width: 2, height: 2, pixels: new Uint8Array(5) },
  ])('refuses $width×$height', (parts) => {
    expect(() => greyImage(parts)).toThrow(RangeError);
  });
});

describe('toPixels', () => {
  test('maps [-1, 1] to 0…255, rounding halves up', () => {
    expect([...toPixels(Float32Array.of(-1, 0, 1, 0.5, -0.5))]).toEqual([0, 128, 255, 191, 64]);
  });

  test('clamps what lies outside and makes NaN black', () => {
    expect([...toPixels(Float32Array.of(-3, 7, -Infinity, Infinity, NaN))]).toEqual([
      0, 255, 0, 255, 0,
    ]);
  });

  test('gives back every grey from its own value', () => {
    const greys = Uint8Array.from({ length: 256 }, (_, grey) => grey);
    const values = Float32Array.from(greys, (grey) => grey / 127.5 - 1);
    expect(toPixels(values)).toEqual(greys);
  });
});

describe('sliceDigits', () => {
  test('slices are views in order', () => {
    const pixels = Uint8Array.from(noisyDigits(3).flatMap((digit) => [...digit.pixels]));
    const digits = sliceDigits(pixels);
    expect(digits).toEqual(noisyDigits(3));
    pixels[784] = 7;
    expect(digits[1]?.pixels[0]).toBe(7);
  });

  test('no bytes are no digits, half a digit is refused', () => {
    expect(sliceDigits(new Uint8Array(0))).toEqual([]);
    expect(() => sliceDigits(new Uint8Array(784 + 392))).toThrow(RangeError);
  });
});
