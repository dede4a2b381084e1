import { describe, expect, it } from 'vitest';
import {
  distanceAxis,
  measuredEpochs,
  measurePoints,
  pathOf,
} from '../../../src-renderer/screens/quality/measure-line.js';
import type { HistoryRow } from '../../../src-shared/contract/run-views.js';

const share = { from: 0, to: 1, scale: 'linear' } as const;

describe('measuredEpochs', () => {
  it('leaves out epochs without measures', () => {
    const quality = {
      legible: 0.5,
      classEntropy: 0.9,
      classShare: [],
      frechet: 9,
      test: null,
      asked: null,
    };
    const row = (epoch: number, measured: boolean): HistoryRow => ({
      ...{ epoch, step: epoch, images: epoch, generatorLoss: 1, discriminatorLoss: 1, seconds: 1 },
      quality: measured ? quality : null,
    });
    expect(measuredEpochs([row(1, false), row(2, true)])).toEqual([{ epoch: 2, quality }]);
  });
});

describe('measurePoints', () => {
  it('are as far right as their epoch, and as high as their value', () => {
    const points = measurePoints(
      [
        { epoch: 1, value: 0 },
        { epoch: 3, value: 0.5 },
        { epoch: 5, value: 1 },
      ],
      share,
    );
    expect(points).toEqual([
      { epoch: 1, x: 0, y: 0 },
      { epoch: 3, x: 50, y: 50 },
      { epoch: 5, x: 100, y: 100 },
    ]);
    expect(pathOf(points)).toBe('M0.00 100.00L50.00 50.00L100.00 0.00');
  });

  it('put a single epoch in the middle, and none nowhere', () => {
    expect(measurePoints([{ epoch: 1, value: 0.2 }], share)).toEqual([{ epoch: 1, x: 50, y: 20 }]);
    expect(measurePoints([], share)).toEqual([]);
    expect(pathOf([])).toBe('');
  });

  it('are bounded for a long training, with its first and last epoch', () => {
    const long = Array.from({ length: 10_000 }, (_, index) => ({ epoch: index + 1, value: 0.5 }));
    const points = measurePoints(long, share);
    expect(points).toHaveLength(400);
    expect([points[0]?.epoch, points.at(-1)?.epoch]).toEqual([1, 10_000]);
  });
});

describe('distanceAxis', () => {
  it('is logarithmic when the first epochs are far from the others', () => {
    const axis = distanceAxis([285, 40, 20]);
    expect(axis.scale).toBe('logarithmic');
    const [far, near] = measurePoints(
      [
        { epoch: 1, value: 285 },
        { epoch: 2, value: 20 },
      ],
      axis,
    );
    expect(far?.y).toBeCloseTo(100);
    expect(near?.y).toBeGreaterThan(0);
  });

  it('begins at 0 otherwise, also where there is nothing to see', () => {
    expect(distanceAxis([20, 30])).toEqual({ from: 0, to: 33, scale: 'linear' });
    expect(distanceAxis([0, 0])).toEqual({ from: 0, to: 1, scale: 'linear' });
  });
});
