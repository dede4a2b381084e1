import { expect, it } from 'vitest';
import { bestEpoch } from '../../../src-shared/quality/best-epoch.js';

const epochs = (...distances: readonly (number | null)[]) =>
  distances.map((frechet, index) => ({
    epoch: index + 1,
    quality:
      frechet === null
        ? null
        : { legible: 0.5, classEntropy: 0.9, classShare: [], frechet, test: null, asked: null },
  }));

it('is the epoch of the smallest Fréchet distance, the earlier of two alike', () => {
  expect(bestEpoch(epochs(30, 12, 18, 12))?.epoch).toBe(2);
});

it('leaves out what was not measured', () => {
  expect(bestEpoch(epochs(null, 40, null))?.epoch).toBe(2);
  expect(bestEpoch(epochs(null, null))).toBeNull();
  expect(bestEpoch([])).toBeNull();
});
