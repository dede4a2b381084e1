import { describe, expect, it } from 'vitest';
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

  it('is of the kind: a conditional training alone has a trait weight', () => {
    const labelsOf = (kind: TrainingKind) =>
      configurationRows({ config: { ...recipeFor('tuned', kind), seed: 7 }, recipe: 'tuned' });
    const changed = (kind: TrainingKind) =>
      labelsOf(kind).filter(({ recipeValue }) => recipeValue !== null);
    const names = (kind: TrainingKind) => labelsOf(kind).map(({ label }) => label);
    expect(names('gan')).toContain('Guidance');
    expect(names('gan')).not.toContain('Trait weight');
    expect(names('conditional')).toContain('Trait weight');
    expect(names('conditional')).toContain('Guidance');
    expect(changed('conditional')).toEqual([]);
    expect(changed('gan')).toEqual([{ label: 'Kind', value: 'gan', recipeValue: 'conditional' }]);
  });
});
