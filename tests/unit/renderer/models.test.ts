import { expect, it } from 'vitest';
import { doubtOf, learnedWords, modelsOf } from '../../../src-renderer/state/models.js';
import { shownRun } from './models-run.js';

const best = { epoch: 3, step: 30, frechet: 18, legible: 0.7, classEntropy: 0.98 };
const withBest = { best, hasBest: true };

it('offers the best epoch beside the last one, where it is another and its generator is there', () => {
  const models = modelsOf(shownRun({ name: 'evening', ...withBest }));
  expect(models).toMatchObject([
    { id: 'first', kind: 'last', name: 'evening', epoch: 5, step: 50 },
    { id: 'first/best', kind: 'best', name: 'evening (epoch 3)', epoch: 3, step: 30 },
  ]);
  expect(models.map(learnedWords)).toEqual(['5 epochs', 'best epoch (3)']);
  expect(modelsOf(shownRun({ ...withBest, step: 30, epoch: 3 }))).toHaveLength(1);
  expect(modelsOf(shownRun({ best, hasBest: false }))).toHaveLength(1);
});

it('takes a run in the midst of the epoch after its best for another model', () => {
  expect(modelsOf(shownRun({ ...withBest, step: 34, epoch: 3 }))).toHaveLength(2);
});

it('has nothing to draw with before the first epoch, nor of a broken run', () => {
  expect(modelsOf(shownRun({ hasModel: false }))).toEqual([]);
  expect(modelsOf(shownRun({ ...withBest, state: 'broken' }))).toEqual([]);
});

it('says of a model that has hardly learned, or not well, that its digits may be hard to read', () => {
  const doubt = (epoch: number, legible: number | null) =>
    doubtOf({ epoch, run: shownRun(legible === null ? {} : { best: { ...best, legible } }) });
  expect(doubt(0, null)).toMatch(/^This model has had no whole epoch: /);
  expect(doubt(1, 0.95)).toMatch(/^This model has had 1 epoch: /);
  expect(doubt(9, 0.6)).toMatch(/^At its best 60% of this model’s digits were legible/);
  expect(doubt(9, 0.95)).toBeNull();
  expect(doubt(3, null)).toBeNull();
});
