import { expect, it } from 'vitest';
import type { Connection, ConnectionEvent } from '../../../src-renderer/connection/connection.js';
import { EvaluationsState } from '../../../src-renderer/state/evaluations-state.svelte.js';
import { modelsOf } from '../../../src-renderer/state/models.js';
import { Notices } from '../../../src-renderer/state/notices.svelte.js';
import { AppError } from '../../../src-shared/contract/errors.js';
import { evaluation } from '../cli/fake-service.js';
import { shownRun } from './models-run.js';

const [model] = modelsOf(shownRun());
if (model === undefined) throw new Error('The run has no model.');
const asked = { model, seed: 1, count: 100, deep: false };

/** Evaluations end when a test ends them. */
function open() {
  const calls: { search: string; resolve(value: unknown): void; reject(error: Error): void }[] = [];
  const stopped: string[] = [];
  let tell: (event: ConnectionEvent) => void = () => {};
  const connection = {
    call: {
      'model.evaluate': ({ search }: { search: string }) =>
        new Promise((resolve, reject) => calls.push({ search, resolve, reject })),
      'search.stop': async ({ search }: { search: string }) => void stopped.push(search),
    },
    onEvent: (listener: typeof tell) => {
      tell = listener;
    },
  } as unknown as Connection;
  const state = new EvaluationsState(connection, new Notices());
  return { state, calls, stopped, tell: (event: ConnectionEvent) => tell(event) };
}

it('hears of its own evaluations alone, and keeps a result until the next one of that model', async () => {
  const { state, calls, tell } = open();
  const first = state.start(asked);
  const progress = { stage: 'drawing', done: 8, total: 100, share: 0.1, secondsLeft: 9 } as const;
  tell({ kind: 'evaluation', search: 'of another page', ...progress });
  expect(state.of('first')[0]?.progress).toBeNull();
  tell({ kind: 'evaluation', search: calls[0]?.search ?? '', ...progress });
  expect(state.of('first')[0]).toMatchObject({ isUnderWay: true, secondsLeft: 9 });
  expect(state.of('another')).toEqual([]);
  calls[0]?.resolve(evaluation);
  await first;
  const second = state.start(asked);
  expect(state.of('first').map(({ result }) => result)).toEqual([null, evaluation]);
  const newer = { ...evaluation, legible: 0.9 };
  calls[1]?.resolve(newer);
  await second;
  expect(state.of('first').map(({ result }) => result)).toEqual([newer]);
});

it('ends what is cancelled or asked for anew, and keeps what failed to be tried again', async () => {
  const { state, calls, stopped } = open();
  const cancelled = new AppError('CANCELLED', 'It was cancelled.');
  const first = state.start(asked);
  const second = state.start({ ...asked, seed: 2 });
  expect(stopped).toEqual([calls[0]?.search]);
  calls[0]?.reject(cancelled);
  await first;
  expect(state.of('first').map((task) => task.asked.seed)).toEqual([2]);
  calls[1]?.reject(new AppError('ENGINE_DIED', 'It died.'));
  await second;
  const [failed] = state.of('first');
  expect(failed?.error?.message).toBe('It died.');
  const third = state.start(asked);
  expect(state.of('first')).toHaveLength(1);
  expect(stopped).toHaveLength(1);
  const [task] = state.of('first');
  if (task) state.end(task);
  expect(stopped).toEqual([calls[0]?.search, calls[2]?.search]);
  expect(state.of('first')).toEqual([]);
  calls[2]?.reject(cancelled);
  await third;
});
