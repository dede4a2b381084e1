import { beforeAll, expect, it } from 'vitest';
import { startBackend } from '../../../src-main/engine/backend/start-backend.js';
import { sampleDigits } from '../../../src-main/engine/sampling/sample-digits.js';
import { smallGan } from '../../helpers/networks.js';

beforeAll(async () => {
  await startBackend();
});

it('a digit is the same alone, in a small batch and among many', () => {
  const { generator } = smallGan({ width: 1 / 16 });
  const sample = (first: number, count: number) =>
    sampleDigits(generator, { seed: 9, noiseDim: 10, first, count, precision: 'float32' });
  const all = sample(0, 40);
  expect(new Set(all).size).toBeGreaterThan(10);
  for (let i = 0; i < 40; i++) expect(sample(i, 1)).toEqual(all.slice(784 * i, 784 * (i + 1)));
  expect(sample(5, 20)).toEqual(all.slice(784 * 5, 784 * 25));
});
