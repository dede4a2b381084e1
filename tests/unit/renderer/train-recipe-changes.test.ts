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

it('measures changes against the recipe for the kind that is chosen', () => {
  const changes = { kind: 'gan', guidance: 8, epochs: 5 } as const;
  expect(realChanges('tuned', changes)).toEqual({ kind: 'gan', epochs: 5 });
  expect(realChanges('tuned', { ...changes, guidance: 0 })).toEqual({ ...changes, guidance: 0 });
  expect(realChanges('original', { kind: 'gan', epochs: 5 })).toEqual({ epochs: 5 });
  const byName = { kind: 'conditional', traitWeight: 0.3 } as const;
  expect(realChanges('original', byName)).toEqual({ kind: 'conditional' });
});

it('drops what means nothing to the kind: the engine would refuse it', () => {
  expect(realChanges('tuned', { kind: 'gan', traitWeight: 1 })).toEqual({ kind: 'gan' });
});
