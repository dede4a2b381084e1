import { describe, expect, test } from 'vitest';
import { cropToInk } from '../../../src-shared/digits/crop-digit.js';
import { pixelAt, sampleDigit } from './sample-digit.js';

/** Ink of 200 in columns 5 and 9, of 31 in column 20, nothing else. */
const strokes = sampleDigit((row, column) => {
  if (row === 3 && column === 5) return 200;
  if (row === 27 && column === 9) return 200;
  return row === 0 && column === 20 ? 31 : 0;
});

describe('cropToInk', () => {
  test('keeps the columns from the first to the last ink, and the height', () => {
    const cropped = cropToInk(strokes, 32);
    expect(cropped?.width).toBe(5);
    expect(cropped?.height).toBe(28);
    expect(cropped && pixelAt(cropped, 3, 0)).toBe(200);
    expect(cropped && pixelAt(cropped, 27, 4)).toBe(200);
    expect(cropped?.pixels.reduce((sum, value) => sum + value, 0)).toBe(400);
  });

  test('a pixel of exactly the threshold is ink', () => {
    expect(cropToInk(strokes, 31)?.width).toBe(16);
    expect(cropToInk(strokes, 1)?.width).toBe(16);
    expect(cropToInk(strokes, 200)?.width).toBe(5);
  });

  test('no ink gives null, ink everywhere the whole digit as a copy', () => {
    expect(cropToInk(strokes, 201)).toBeNull();
    const full = sampleDigit(() => 255);
    const cropped = cropToInk(full, 255);
    expect(cropped).toEqual(full);
    expect(cropped?.pixels).not.toBe(full.pixels);
  });

  test('one column at either edge is found', () => {
    expect(
      cropToInk(
        sampleDigit((_row, column) => (column === 0 ? 99 : 0)),
        32,
      )?.width,
    ).toBe(1);
    expect(
      cropToInk(
        sampleDigit((_row, column) => (column === 27 ? 99 : 0)),
        32,
      )?.width,
    ).toBe(1);
  });
});
