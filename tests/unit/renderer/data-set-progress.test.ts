import { expect, it } from 'vitest';
import { endOf, withProgress } from '../../../src-renderer/state/data-set-progress.js';
import type { DatasetEvent, DatasetSummary } from '../../../src-shared/contract/data-sets.js';
import { currentOf } from '../../../src-shared/contract/dataset-states.js';

const progress = { done: 0, total: 100, perSecond: null, secondsLeft: null, error: null };
const summary = (id: string, state: DatasetSummary['state']) =>
  ({ ...progress, id, name: id, bytes: 7_000, state }) as DatasetSummary;
const told = (state: DatasetEvent['state'], more: Partial<DatasetEvent> = {}): DatasetEvent => ({
  ...progress,
  kind: 'dataset',
  dataset: 'one',
  state,
  ...more,
});

it('follows what events tell, and keeps what was listed', () => {
  const event = told('making', { done: 40, perSecond: 12, secondsLeft: 5 });
  expect(withProgress(summary('one', 'waiting'), event)).toMatchObject({
    ...{ id: 'one', bytes: 7_000, state: 'making', done: 40, perSecond: 12, secondsLeft: 5 },
  });
  const listed = summary('one', 'waiting');
  expect(withProgress(listed, undefined)).toBe(listed);
});

it('works at the one that is not waiting', () => {
  const sets = [summary('late', 'waiting'), summary('one', 'checking'), summary('old', 'finished')];
  expect(currentOf(sets)?.id).toBe('one');
  expect(currentOf(sets.toSpliced(1, 1))?.id).toBe('late');
  expect(currentOf([summary('old', 'paused')])).toBeNull();
});

it('tells what is made and what has failed, and nothing that a person asked for', () => {
  const error = { code: 'NO_SPACE', message: 'The disk is full.', details: {} } as const;
  expect(endOf({ state: 'finishing' }, told('finished'))).toBe('made');
  expect(endOf({ state: 'making' }, told('failed', { error }))).toEqual(error);
  expect(endOf({ state: 'making' }, told('paused'))).toBeNull();
  expect(endOf({ state: 'checking' }, told('finished'))).toBeNull();
  expect(endOf({ state: 'finished' }, told('finished'))).toBeNull();
});
