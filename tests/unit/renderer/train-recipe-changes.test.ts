import { expect, it } from 'vitest';
import { realChanges } from '../../../src-renderer/screens/train/recipe-changes.js';
import { completeConfig } from '../../../src-shared/config/training.js';

it('keeps what differs from the recipe, and the seed', () => {
  const changes = { epochs: 20, batchSize: 256, dropout: undefined, seed: 0 };
  expect(realChanges('tuned', changes)).toEqual({ batchSize: 256, seed: 0 });
  expect(realChanges('original', changes)).toEqual({ epochs: 20, seed: 0 });
});

it('means the same configuration with less', () => {
  const changes = { beta1: 0.5, initializer: 'glorotUniform' } as const;
  const real = realChanges('tuned', changes);
  expect(real).toEqual({ initializer: 'glorotUniform' });
  expect(completeConfig('tuned', real, 1)).toEqual(completeConfig('tuned', changes, 1));
});
