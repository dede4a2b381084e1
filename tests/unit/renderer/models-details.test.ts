import { describe, expect, it } from 'vitest';
import { lossLines } from '../../../src-renderer/screens/models/loss-lines.js';
import { configurationRows } from '../../../src-renderer/screens/run/configuration.js';
import { recipeFor, recipes, type TrainingKind } from '../../../src-shared/config/training.js';

describe('configurationRows', () => {
  it('has every field, and marks what differs from the recipe', () => {
    const changed = { batchSize: 32, initializer: 'normal', transpose: true } as const;
    const config = { ...recipes.original, seed: 7, ...changed };
    const rows = configurationRows({ config, recipe: 'original' });
    expect(rows).toHaveLength(19);
    expect(rows.filter(({ recipeValue }) => recipeValue !== null)).toEqual([
      { label: 'Batch size', value: '32 images', recipeValue: '256 images' },
      { label: 'Initializer', value: 'normal', recipeValue: 'glorotUniform' },
      { label: 'Transpose images', value: 'yes', recipeValue: 'no' },
    ]);
    expect(rows.find(({ label }) => label === 'Epochs')?.value).toBe('50');
  });

  it('is of the kind: a gan has a guidance, a conditional training a trait weight', () => {
    const labelsOf = (kind: TrainingKind) =>
      configurationRows({ config: { ...recipeFor('tuned', kind), seed: 7 }, recipe: 'tuned' });
    const changed = (kind: TrainingKind) =>
      labelsOf(kind).filter(({ recipeValue }) => recipeValue !== null);
    const names = (kind: TrainingKind) => labelsOf(kind).map(({ label }) => label);
    expect(names('gan')).toContain('Guidance');
    expect(names('gan')).not.toContain('Trait weight');
    expect(names('conditional')).toContain('Trait weight');
    expect(names('conditional')).not.toContain('Guidance');
    expect(changed('conditional')).toEqual([]);
    expect(changed('gan')).toEqual([{ label: 'Kind', value: 'gan', recipeValue: 'conditional' }]);
  });
});

describe('lossLines', () => {
  const box = { width: 100, height: 50 };

  it('draws from edge to edge, between 0 and the top', () => {
    const lines = lossLines(
      { generator: Float32Array.of(1, 2, 4), discriminator: Float32Array.of(4, 2, 0) },
      box,
    );
    expect(lines?.top).toBeCloseTo(4.4);
    expect(lines?.generator).toEqual({ path: 'M0.0 38.6L50.0 27.3L100.0 4.5', first: 1, last: 4 });
    expect(lines?.discriminator.path).toBe('M0.0 4.5L50.0 27.3L100.0 50.0');
  });

  it('leaves out what is no number, at its place', () => {
    const generator = Float32Array.of(1, Number.NaN, 1);
    const lines = lossLines({ generator, discriminator: Float32Array.of(1, 1, 1) }, box);
    expect(lines?.generator.path).toBe('M0.0 4.5L100.0 4.5');
    expect(lines?.steps).toBe(3);
  });

  it('has bounded points for a long training, and none before the first step', () => {
    const long = new Float32Array(100_000).fill(0.7);
    const lines = lossLines({ generator: long, discriminator: long }, box);
    expect(lines?.generator.path.split('L').length).toBe(2000);
    expect(lines?.window).toBe(2001);
    const none = new Float32Array();
    expect(lossLines({ generator: none, discriminator: none }, box)).toBeNull();
  });

  it('makes a line of a single step', () => {
    const one = Float32Array.of(0);
    const lines = lossLines({ generator: one, discriminator: one }, box);
    expect(lines?.generator.path).toBe('M0.0 50.0L100 50.0');
    expect(lines?.top).toBe(1);
  });
});
