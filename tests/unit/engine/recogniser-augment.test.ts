import { describe, expect, it } from 'vitest';
import {
  type Distortion,
  distort,
  distortedBatch,
  drawDistortion,
  largestDistortion,
} from '../../../src-main/engine/recogniser/augment.js';

const none: Distortion = { rotation: 0, shear: 0, scaleX: 0, scaleY: 0, shiftX: 0, shiftY: 0 };
const size = 28;

/** Three images with ink everywhere. */
const images = Uint8Array.from({ length: 3 * size ** 2 }, (_, i) => (i * 73) % 256);
const image = images.subarray(0, size ** 2);

const distorted = (distortion: Distortion, of = image) => {
  const out = new Float32Array(size ** 2);
  distort(of, distortion, out);
  return out;
};

/** One full pixel. */
const dot = (x: number, y: number) => {
  const pixels = new Uint8Array(size ** 2);
  pixels[y * size + x] = 255;
  return pixels;
};

describe('a distortion', () => {
  it('of nothing is the image itself', () => {
    expect(distorted(none)).toEqual(Float32Array.from(image));
  });

  it('shifts by whole pixels, ground comes in', () => {
    expect(distorted({ ...none, shiftX: 2, shiftY: -1 }, dot(10, 10))).toEqual(
      Float32Array.from(dot(12, 9)),
    );
    expect(distorted({ ...none, shiftX: 2 }, dot(27, 10)).every((level) => level === 0)).toBe(true);
  });

  it('turns about the middle', () => {
    const quarter = distorted({ ...none, rotation: Math.PI / 2 }, dot(20, 13));
    const expected = Float32Array.from(dot(13, 7));
    for (const [i, level] of quarter.entries()) expect(level).toBeCloseTo(expected[i] ?? 0, 3);
  });

  it('grows about the middle', () => {
    const wide = distorted({ ...none, scaleX: 1 }, dot(16, 5));
    // 2.5 right of the middle becomes 5 right of it.
    expect(wide[5 * size + 18]).toBeCloseTo(0.75 * 255, 3);
    expect(wide[5 * size + 19]).toBeCloseTo(0.75 * 255, 3);
  });

  it('drawn keeps within its bounds and depends on seed and image alone', () => {
    for (let i = 0; i < 200; i++) {
      const drawn = drawDistortion(7, i);
      for (const [key, value] of Object.entries(drawn)) {
        const largest = largestDistortion[key as keyof Distortion];
        expect(Math.abs(value)).toBeLessThanOrEqual(largest);
      }
    }
    expect(drawDistortion(7, 5)).toEqual(drawDistortion(7, 5));
    expect(drawDistortion(7, 5)).not.toEqual(drawDistortion(7, 6));
    expect(drawDistortion(7, 5)).not.toEqual(drawDistortion(8, 5));
  });
});

describe('a batch', () => {
  it('is in [-1, 1], and image for image what its place in the training says', () => {
    const indices = Int32Array.of(2, 0, 1);
    const batch = distortedBatch(images, indices, { seed: 3, firstImage: 10 });
    expect(batch).toHaveLength(images.length);
    expect(batch.every((value) => value >= -1 && value <= 1)).toBe(true);
    const later = distortedBatch(images, indices.subarray(1), { seed: 3, firstImage: 11 });
    expect(batch.subarray(size ** 2)).toEqual(later);
    expect(distortedBatch(images, indices, { seed: 4, firstImage: 10 })).not.toEqual(batch);
  });
});
