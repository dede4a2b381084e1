import { describe, expect, it } from 'vitest';
import {
  FeatureMoments,
  type Moments,
} from '../../../../src-main/engine/quality/feature-moments.js';
import { frechetDistance } from '../../../../src-main/engine/quality/frechet-distance.js';
import { normalRows, rotated } from './normal-features.js';

const momentsOf = (features: Float32Array, size: number, batch = features.length): Moments => {
  const moments = new FeatureMoments(size);
  for (let start = 0; start < features.length; start += batch) {
    moments.add(features.subarray(start, start + batch));
  }
  return moments.moments();
};

const diagonal = (mean: number[], variances: number[]): Moments => ({
  mean: Float64Array.from(mean),
  covariance: variances.map((variance, i) =>
    Float64Array.from(variances, (_, j) => (i === j ? variance : 0)),
  ),
});

describe('moments of features', () => {
  it('are mean and covariance divided by n - 1', () => {
    const { mean, covariance } = momentsOf(Float32Array.of(1, 10, 2, 20, 3, 60), 2);
    expect(Array.from(mean)).toEqual([2, 30]);
    expect(covariance.map((row) => Array.from(row))).toEqual([
      [1, 25],
      [25, 700],
    ]);
  });

  it('are the same in any batches, also with a mean far from 0', () => {
    const size = 5;
    const features = normalRows({ count: 200, size, seed: 2 }).map((value) => value + 1_000);
    const whole = momentsOf(features, size);
    for (const batch of [1, 3, 70]) {
      const parts = momentsOf(features, size, batch * size);
      for (let i = 0; i < size; i++) {
        expect(parts.mean[i]).toBeCloseTo(whole.mean[i] ?? 0, 9);
        for (let j = 0; j < size; j++) {
          expect(parts.covariance[i]?.[j]).toBeCloseTo(whole.covariance[i]?.[j] ?? 0, 9);
        }
      }
    }
    for (let i = 0; i < size; i++) expect(whole.covariance[i]?.[i]).toBeCloseTo(1, 0);
  });

  it('of a single digit are refused', () => {
    expect(() => momentsOf(Float32Array.of(1, 2), 2)).toThrow(RangeError);
  });
});

describe('the Fréchet distance', () => {
  it('of normal distributions along the axes is Σ (μ - μ′)² + (σ - σ′)²', () => {
    const a = diagonal([0, 1, 0], [4, 1, 9]);
    const b = diagonal([3, 1, 0], [1, 1, 0.25]);
    expect(frechetDistance(a, b)).toBeCloseTo(9 + 1 + 0 + 2.5 ** 2, 10);
    expect(frechetDistance(b, a)).toBeCloseTo(frechetDistance(a, b), 10);
  });

  it('of two covariances in the plane is the one of the closed form', () => {
    const plane = (...covariance: number[][]): Moments => ({
      mean: new Float64Array(2),
      covariance: covariance.map((row) => Float64Array.from(row)),
    });
    const a = plane([2, 1], [1, 2]);
    const b = plane([3, -1], [-1, 1]);
    // For 2 × 2 the trace of the product's root is √(tr(AB) + 2 √(det A · det B)).
    const shared = Math.sqrt(2 * 3 - 1 - 1 + 2 + 2 * Math.sqrt(3 * 2));
    expect(frechetDistance(a, b)).toBeCloseTo(4 + 4 - 2 * shared, 10);
  });

  it('of two covariances with the same axes is Σ (σ - σ′)², whatever the axes', () => {
    const first = Array.from({ length: 32 }, (_, i) => (i % 4 === 0 ? 0 : 1 + i));
    const second = Array.from({ length: 32 }, (_, i) => (i % 6 === 0 ? 0 : 40 - i));
    const expected = first.reduce(
      (sum, variance, i) => sum + (Math.sqrt(variance) - Math.sqrt(second[i] ?? 0)) ** 2,
      0,
    );
    const mean = new Float64Array(32);
    const a = { mean, covariance: rotated(first, 11) };
    const b = { mean, covariance: rotated(second, 11) };
    expect(frechetDistance(a, b)).toBeCloseTo(expected, 4);
  });

  it('of a set to itself is 0, also when it is smaller than it has features', () => {
    for (const count of [3, 500]) {
      const moments = momentsOf(normalRows({ count, size: 16, seed: 4 }), 16);
      expect(frechetDistance(moments, moments)).toBeLessThan(1e-6);
    }
  });

  it('of a set to itself moved is the square of the way', () => {
    const features = normalRows({ count: 100, size: 8, seed: 5 });
    const moved = features.map((value, i) => value + (i % 8 === 0 ? 3 : i % 8 === 1 ? 4 : 0));
    const distance = frechetDistance(momentsOf(features, 8), momentsOf(moved, 8));
    expect(distance).toBeCloseTo(25, 4);
  });

  it('grows with what is lost: features that no longer vary', () => {
    const features = normalRows({ count: 400, size: 8, seed: 6 });
    const collapsed = features.map((value, i) => (i % 8 < 4 ? value : 0));
    const distance = frechetDistance(momentsOf(features, 8), momentsOf(collapsed, 8));
    expect(distance).toBeGreaterThan(3);
    expect(distance).toBeLessThan(5);
  });

  it('of what is no number is no number', () => {
    const good = momentsOf(normalRows({ count: 9, size: 2, seed: 7 }), 2);
    const bad = momentsOf(Float32Array.of(1, 2, Number.NaN, 4), 2);
    expect(frechetDistance(good, bad)).toBeNaN();
    expect(frechetDistance(bad, good)).toBeNaN();
  });
});
