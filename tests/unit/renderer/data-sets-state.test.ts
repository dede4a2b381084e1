import { expect, it } from 'vitest';
import type { Connection, ConnectionEvent } from '../../../src-renderer/connection/connection.js';
import { DataSetsState } from '../../../src-renderer/state/data-sets-state.svelte.js';
import { Notices } from '../../../src-renderer/state/notices.svelte.js';
import type { DatasetEvent, DatasetSummary } from '../../../src-shared/contract/data-sets.js';

declare global {
  /** A browser's: the page's types name it, and nothing here uses it. */
  type DataTransfer = unknown;
}

const progress = { done: 0, total: 100, perSecond: null, secondsLeft: null, error: null };
const listed = (state: DatasetSummary['state']) => [{ ...progress, id: 'one', state }];
const told = (state: DatasetEvent['state']) =>
  ({ ...progress, kind: 'dataset', dataset: 'one', state }) as const;

/** Answers to 'datasets.list' come when a test gives them, in the order of the questions. */
function open() {
  const answers: ((list: unknown) => void)[] = [];
  let tell: (event: ConnectionEvent) => void = () => {};
  const connection = {
    call: { 'datasets.list': () => new Promise((resolve) => answers.push(resolve)) },
    status: 'open',
    onStatus: () => () => {},
    onEvent: (listener: typeof tell) => {
      tell = listener;
      return () => {};
    },
  } as unknown as Connection;
  const state = new DataSetsState(connection, new Notices());
  return { state, answers, tell: (event: ConnectionEvent) => tell(event) };
}

it('reads the list again when one that is not on it has ended', async () => {
  const { state, answers, tell } = open();
  tell(told('making'));
  expect(answers).toHaveLength(1);
  tell(told('finished'));
  expect(answers).toHaveLength(2);
  answers[1]?.(listed('finished'));
  await expect.poll(() => state.find('one')?.state).toBe('finished');
});

it('keeps what it was told while a list comes that a later one has overtaken', async () => {
  const { state, answers, tell } = open();
  answers[0]?.(listed('waiting'));
  await expect.poll(() => state.find('one')?.state).toBe('waiting');
  void state.refresh();
  const latest = state.refresh();
  tell(told('making'));
  answers[1]?.(listed('waiting'));
  await Promise.resolve();
  await Promise.resolve();
  expect(state.find('one')?.state).toBe('making');
  answers[2]?.(listed('making'));
  await latest;
  expect(state.find('one')?.state).toBe('making');
});
