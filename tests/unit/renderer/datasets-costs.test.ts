import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { Costs } from '../../../src-renderer/screens/datasets/costs.svelte.js';
import { DataSetDraft } from '../../../src-renderer/screens/datasets/data-set-draft.svelte.js';
import type { DatasetCosts } from '../../../src-shared/contract/data-sets.js';
import { AppError } from '../../../src-shared/contract/errors.js';

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

it('measures the same again only where that went wrong', async () => {
  const { request } = new DataSetDraft();
  if (request === null) throw new Error('The usual data set can be made.');
  const found = { bytes: 7 } as DatasetCosts;
  const ask = vi.fn<() => Promise<DatasetCosts>>().mockResolvedValue(found);
  ask.mockRejectedValueOnce(new AppError('NOT_WRITABLE', 'Nothing can be written there.'));
  const costs = new Costs(ask);
  const askNow = async () => {
    costs.ask({ request });
    await vi.runAllTimersAsync();
  };
  await askNow();
  expect(costs.error?.message).toBe('Nothing can be written there.');
  await askNow();
  expect(costs).toMatchObject({ error: null, known: found });
  await askNow();
  expect(ask).toHaveBeenCalledTimes(2);
});
