import { expect, it } from 'vitest';
import { Searches } from '../../../src-main/service/drawing/searches.js';
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
