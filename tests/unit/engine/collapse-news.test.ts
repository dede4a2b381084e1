import { expect, it } from 'vitest';
import { collapseNews } from '../../../src-main/engine/training/collapse-news.js';
import type { HistoryRow } from '../../../src-shared/contract/run-views.js';

/** An epoch of 60,000 images, half of whose digits may be ones. */
const row = (epoch: number, { ones, frechet }: { ones: number; frechet: number }): HistoryRow => ({
  ...{ epoch, step: epoch, images: epoch * 60_000 },
  ...{ generatorLoss: 1, discriminatorLoss: 1, seconds: 1 },
  quality: {
    legible: 0.9,
    frechet,
    classEntropy: 0.95,
    classShare: Array.from({ length: 10 }, (_, digit) => (digit === 1 ? ones : (1 - ones) / 9)),
    test: null,
    asked: null,
  },
});
const best = { epoch: 1, step: 1, frechet: 20, legible: 0.9, classEntropy: 0.95 };
/** Of a data set of ten classes alike. */
const even = { classShare: new Array<number>(10).fill(0.1), classEntropy: 1 };
const first = row(1, { ones: 0.1, frechet: 20 });

it('says what happened, what to do, and which epoch is kept', () => {
  const news = collapseNews([first, row(2, { ones: 0.62, frechet: 80 })], { best }, even);
  expect(news?.isNew).toBe(true);
  expect(news?.message).toBe(
    'The generator has collapsed: after epoch 2, 62% of its digits are taken for a 1. If the next epochs are no better, stop the training and begin anew with another seed or a smaller learning rate. The generator of epoch 1, the best so far, is kept in the folder best.',
  );
});

it('does not call an epoch the best when this one is better, nor when none is', () => {
  const collapsed = [first, row(2, { ones: 0.62, frechet: 10 })];
  expect(collapseNews(collapsed, { best }, even)?.message).toMatch(/rate\.$/);
  expect(collapseNews(collapsed, { best: null }, even)?.message).toMatch(/rate\.$/);
});

it('is silent about a class that is all there is in the data set', () => {
  const classShare = Array.from({ length: 10 }, (_, digit) => (digit === 1 ? 1 : 0));
  const ones = [1, 2].map((epoch): HistoryRow => {
    const { quality, ...others } = row(epoch, { ones: 1, frechet: 20 });
    return { ...others, quality: quality && { ...quality, classEntropy: 0 } };
  });
  expect(collapseNews(ones, { best }, even)?.isNew).toBe(true);
  expect(collapseNews(ones, { best }, { classShare, classEntropy: 0 })).toBeNull();
});

it('is silent where the recogniser can not read what was learnt', () => {
  const collapsed = [first, row(2, { ones: 0.62, frechet: 80 })];
  expect(collapseNews(collapsed, { best }, even)).not.toBeNull();
  expect(collapseNews(collapsed, { best }, null)).toBeNull();
});

it('speaks of the last epoch that was measured, and is silent while digits vary', () => {
  const collapsed = row(2, { ones: 0.62, frechet: 80 });
  const unmeasured = { ...row(3, { ones: 0, frechet: 0 }), quality: null };
  const news = collapseNews([first, collapsed, unmeasured], { best }, even);
  expect(news?.message).toContain('after epoch 2');
  expect(news?.isNew).toBe(false);
  expect(collapseNews([first, row(2, { ones: 0.2, frechet: 18 })], { best }, even)).toBeNull();
});
