import { describe, expect, test } from 'vitest';
import {
  bounded,
  type LossStep,
  lossSeries,
  smoothed,
  smoothingWindow,
} from '../../../src-shared/charts/loss-series.js';

function seriesOf(losses: number[]) {
  const history: LossStep[] = losses.map((loss, index) => ({
    step: index + 1,
    generatorLoss: loss,
    discriminatorLoss: -1,
  }));
  return lossSeries(history, ({ generatorLoss }) => generatorLoss);
}

describe('bounded', () => {
  test('keeps every finite step of a short training', () => {
    expect(bounded(seriesOf([3, NaN, 1, Infinity, 2]))).toEqual([
      { x: 1, y: 3 },
      { x: 3, y: 1 },
      { x: 5, y: 2 },
    ]);
  });

  test('a long training keeps its spikes, its order and 2,000 points', () => {
    const losses = Array.from({ length: 100_003 }, (_, index) => 1 + 0.1 * Math.sin(index));
    losses[54_321] = 40;
    losses[54_322] = -7;
    losses[100_002] = 39;
    const points = bounded(seriesOf(losses));
    expect(points.length).toBeGreaterThan(1900);
    expect(points.length).toBeLessThanOrEqual(2000);
    expect(points).toContainEqual({ x: 54_322, y: 40 });
    expect(points).toContainEqual({ x: 54_323, y: -7 });
    expect(points.at(-1)).toEqual({ x: 100_003, y: 39 });
    expect(points.map(({ x }) => x)).toEqual(points.map(({ x }) => x).sort((a, b) => a - b));
  });

  test('stretches without change give one point each', () => {
    expect(bounded(seriesOf(new Array<number>(10_000).fill(0.7)))).toHaveLength(1000);
  });
});

describe('smoothed', () => {
  test('is the centred mean, over fewer points at the ends', () => {
    const means = smoothed(seriesOf([3, 0, 6, 9, 3]), 3);
    expect(means.map(({ x }) => x)).toEqual([1, 2, 3, 4, 5]);
    expect(means.map(({ y }) => y)).toEqual([1.5, 3, 5, 6, 6]);
  });

  test('a window of 1 is the line itself; no points stay none', () => {
    expect(smoothed(seriesOf([4, 5]), 1)).toEqual(bounded(seriesOf([4, 5])));
    expect(smoothed(seriesOf([]), 3)).toEqual([]);
  });

  test('a long training keeps 2,000 means from the first step to the last', () => {
    const ramp = Array.from({ length: 50_000 }, (_, index) => index);
    const means = smoothed(seriesOf(ramp), 101);
    expect(means).toHaveLength(2000);
    expect([means[0]?.x, means.at(-1)?.x]).toEqual([1, 50_000]);
    for (const { x, y } of means.slice(3, -3)) expect(y).toBeCloseTo(x - 1, 6);
  });
});

test('the smoothing window is odd and one in fifty of the steps', () => {
  expect([0, 1, 49, 100, 1200, 18_760].map(smoothingWindow)).toEqual([1, 1, 1, 3, 25, 375]);
});
