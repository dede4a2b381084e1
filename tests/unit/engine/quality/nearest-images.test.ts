import * as tf from '@tensorflow/tfjs';
import { beforeAll, describe, expect, it } from 'vitest';
import { startBackend } from '../../../../src-main/engine/backend/start-backend.js';
import { NearestImages } from '../../../../src-main/engine/quality/nearest-images.js';
import { summariseDistances } from '../../../../src-main/engine/quality/summarise-distances.js';
import { RandomSequence } from '../../../../src-shared/random/streams.js';

beforeAll(async () => {
  await startBackend();
});

function noise(count: number, seed: number): Uint8Array {
  const sequence = new RandomSequence(seed, { stream: 'latent', index: 0 });
  return Uint8Array.from({ length: count * 784 }, () => sequence.nextBelow(256));
}

const bruteForce = (digits: Uint8Array, training: Uint8Array): number[] =>
  Array.from({ length: digits.length / 784 }, (_, i) => {
    const distances = Array.from({ length: training.length / 784 }, (_, j) => {
      let sum = 0;
      for (let k = 0; k < 784; k++) {
        sum += (((digits[i * 784 + k] ?? 0) - (training[j * 784 + k] ?? 0)) / 255) ** 2;
      }
      return Math.sqrt(sum);
    });
    return Math.min(...distances);
  });

describe('the nearest training images', () => {
  const digits = noise(7, 1);
  const training = noise(40, 2);

  it('are those that a comparison with each finds, in any chunks', () => {
    const expected = bruteForce(digits, training);
    for (const chunk of [40, 13, 1]) {
      const search = new NearestImages(digits, training);
      for (let first = 0; first < 40; first += chunk) {
        search.compare(first, Math.min(chunk, 40 - first));
      }
      for (const [i, distance] of search.distances().entries()) {
        expect(distance).toBeCloseTo(expected[i] ?? 0, 5);
      }
    }
  });

  it('are at exactly 0 from a copy, at a grey level from its neighbour', () => {
    const copies = training.slice(5 * 784, 7 * 784);
    copies[784] = (copies[784] ?? 0) ^ 1;
    const search = new NearestImages(copies, training);
    search.compare(0, 40);
    expect(Array.from(search.distances())).toEqual([0, 1 / 255]);
  });

  it('leave no tensors behind', () => {
    const before = tf.memory().numTensors;
    const search = new NearestImages(digits, training);
    search.compare(0, 40);
    search.distances();
    expect(tf.memory().numTensors).toBe(before);
  });
});

describe('the summary of distances', () => {
  it('has the median and the first percentile, between two values on a line', () => {
    const hundred = Float64Array.from({ length: 101 }, (_, i) => 100 - i);
    expect(summariseDistances(hundred)).toEqual({ median: 50, firstPercentile: 1 });
    const { median, firstPercentile } = summariseDistances(Float64Array.of(4, 1, 3, 2));
    expect(median).toBe(2.5);
    expect(firstPercentile).toBeCloseTo(1.03, 12);
    expect(summariseDistances(Float64Array.of(7))).toEqual({ median: 7, firstPercentile: 7 });
  });
});
