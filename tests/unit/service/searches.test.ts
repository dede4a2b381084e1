import { expect, it } from 'vitest';
import { Searches } from '../../../src-main/service/drawing/searches.js';
import { Evaluations } from '../../../src-main/service/evaluations.js';
import type { AppEvent } from '../../../src-shared/contract/app-events.js';

function watched() {
  const events: AppEvent[] = [];
  let clock = 0;
  const searches = new Searches(
    (event) => events.push(event),
    () => clock,
  );
  const wait = (milliseconds: number) => {
    clock += milliseconds;
  };
  return { events, searches, wait };
}

const state = (lookedAt: number) => ({ lookedAt, found: 1, wanted: 2 });

it('tells of a search with a name, five times a second at most', async () => {
  const { events, searches, wait } = watched();
  const value = await searches.run({ search: 'mine' }, async (report) => {
    for (let i = 1; i <= 10; i++) {
      wait(90);
      report(state(i));
    }
    return 'done';
  });
  expect(value).toBe('done');
  expect(events).toEqual(
    [3, 6, 9].map((lookedAt) => ({ kind: 'search', search: 'mine', ...state(lookedAt) })),
  );
  await searches.run({}, async (report) => {
    wait(1_000);
    report(state(1));
  });
  expect(events).toHaveLength(3);
});

it('ends the search of a name, and no other', async () => {
  const { searches } = watched();
  const gate: (() => void)[] = [];
  const endless = (name: string) =>
    searches.run({ search: name }, async (report) => {
      for (;;) {
        report(state(0));
        await new Promise<void>((resolve) => gate.push(resolve));
      }
    });
  const first = endless('first');
  const second = endless('second');
  searches.stop('first');
  searches.stop('unknown');
  for (const open of gate.splice(0)) open();
  await expect(first).rejects.toMatchObject({ code: 'CANCELLED' });
  // A new one of the same name takes the place of the old one.
  const third = endless('second');
  for (const open of gate.splice(0)) open();
  await expect(second).rejects.toMatchObject({ code: 'CANCELLED' });
  searches.stop('second');
  for (const open of gate.splice(0)) open();
  await expect(third).rejects.toMatchObject({ code: 'CANCELLED' });
});

it('ends the searches, with a name or without, of who has gone', async () => {
  const { searches } = watched();
  const leaving = new AbortController();
  const asker = { gone: leaving.signal };
  let open: (() => void)[] = [];
  const endless = (search?: string) =>
    searches.run({ search, asker }, async (report) => {
      for (;;) {
        report(state(0));
        await new Promise<void>((resolve) => open.push(resolve));
      }
    });
  const work = [endless('mine'), endless()];
  leaving.abort();
  for (const goOn of open) goOn();
  open = [];
  for (const search of work) await expect(search).rejects.toMatchObject({ code: 'CANCELLED' });
});

it('tells an evaluation as one, and ends it by what the engine hears', async () => {
  const { events, searches, wait } = watched();
  let answer: (error: Error) => void = () => {};
  let name = '';
  const call = {
    evaluate: (request: { search: string }) => {
      name = request.search;
      return new Promise<never>((_, reject) => {
        answer = reject;
      });
    },
  };
  const evaluations = new Evaluations({ call } as never, searches);
  const request = { folder: '/model', seed: 1, count: 100, deep: null };
  const work = evaluations.run({ search: 'mine', asker: undefined }, request);
  const progress = { stage: 'drawing', done: 8, total: 100, share: 0.1, secondsLeft: 9 } as const;
  const hear = () => {
    wait(1_000);
    return evaluations.hear({ search: name, ...progress });
  };
  expect(hear()).toBeNull();
  expect(events).toEqual([{ kind: 'evaluation', search: 'mine', ...progress }]);
  searches.stop('mine');
  const error = hear();
  expect(error).toMatchObject({ code: 'CANCELLED' });
  answer(new Error('as the engine rejects'));
  await expect(work).rejects.toThrow('as the engine rejects');
  expect(hear()).toBeNull();
  expect(events).toHaveLength(1);
});
