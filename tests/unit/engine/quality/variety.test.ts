import { expect, it } from 'vitest';
import { meanDistance } from '../../../../src-main/engine/quality/variety.js';
import { RandomSequence } from '../../../../src-shared/random/streams.js';

it('is the mean distance of two different digits of a label', () => {
  // Of the label 1 two digits at a distance of 5, of the label 2 three on a line.
  const features = Float32Array.of(0, 0, 3, 4, 10, 10, 11, 10, 13, 10);
  const one = meanDistance({ features: features.slice(0, 4), length: 2, labels: [1, 1] });
  expect(one).toBe(5);
  const line = meanDistance({ features: features.slice(4), length: 2, labels: [2, 2, 2] });
  expect(line).toBeCloseTo(2, 1);
  const both = meanDistance({ features, length: 2, labels: [1, 1, 2, 2, 2] });
  expect(both).toBeCloseTo((5 + line) / 2, 1);
});

it('is 0 for one digit again and again, and never compares a digit with itself', () => {
  expect(meanDistance({ features: new Float32Array(8), length: 2, labels: [0, 0, 0, 0] })).toBe(0);
  // Each is 1 from each other.
  const corners = Float32Array.of(1, 0, 0, 0, 1, 0, 0, 0, 1).map((value) => value / Math.SQRT2);
  expect(meanDistance({ features: corners, length: 3, labels: [4, 4, 4] })).toBeCloseTo(1, 6);
});

it('leaves out labels with a single digit, and is no number without a pair', () => {
  const features = Float32Array.of(0, 7, 1);
  expect(meanDistance({ features, length: 1, labels: [1, 2, 1] })).toBe(1);
  expect(meanDistance({ features, length: 1, labels: [1, 2, 3] })).toBeNaN();
});

it('is the same again, and of normal features what theory says', () => {
  const length = 64;
  const features = new RandomSequence(2, { stream: 'latent', index: 0 }).fillNormal(
    new Float32Array(1_000 * length),
  );
  const labels = Uint8Array.from({ length: 1_000 }, (_, i) => i % 10);
  const found = meanDistance({ features, length, labels });
  // √2 times the mean of a chi distribution, nearly √(length - 1/2).
  expect(Math.abs(found / Math.sqrt(2 * (length - 0.5)) - 1)).toBeLessThan(0.02);
  expect(meanDistance({ features, length, labels })).toBe(found);
});
