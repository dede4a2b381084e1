import { expect, test, vi } from 'vitest';
import { untilGone } from '../../../src-main/service/asker.js';
import { Turns } from '../../../src-main/service/drawing/turns.js';

/** Work that lasts until it is told to end. */
function held() {
  let finish = () => {};
  const finished = new Promise<void>((resolve) => (finish = resolve));
  return { work: vi.fn(() => finished), finish };
}

test('the engine draws for one after the other, whether it fails or not', async () => {
  const turns = new Turns();
  const first = held();
  const order: string[] = [];
  const one = turns.take(undefined, first.work).then(() => order.push('one'));
  const two = turns.take(undefined, async () => {
    order.push('two begins');
    throw new Error('no such model');
  });
  const three = turns.take(undefined, async () => order.push('three begins'));
  await expect.poll(() => first.work).toHaveBeenCalled();
  expect(order).toEqual([]);
  first.finish();
  await expect(two).rejects.toThrow('no such model');
  await Promise.all([one, three]);
  expect(order).toEqual(['one', 'two begins', 'three begins']);
});

test('what is waited for by nobody any more is not drawn', async () => {
  const turns = new Turns();
  const first = held();
  const leaving = new AbortController();
  const asker = { gone: leaving.signal };
  const one = untilGone(asker, () => turns.take(asker, first.work));
  const work = vi.fn(async () => 'drawn');
  const waiting = Array.from({ length: 50 }, () => untilGone(asker, () => turns.take(asker, work)));
  const other = turns.take(undefined, async () => 'for another');
  await expect.poll(() => first.work).toHaveBeenCalled();
  leaving.abort();
  // At once, although the engine is still at it.
  for (const call of [one, ...waiting])
    await expect(call).rejects.toMatchObject({ code: 'CANCELLED' });
  first.finish();
  expect(await other).toBe('for another');
  expect(work).not.toHaveBeenCalled();
  await expect(untilGone(asker, work)).rejects.toMatchObject({ code: 'CANCELLED' });
});

test('who asks for much and who asks for little take turns', async () => {
  const turns = new Turns();
  const [greedy, modest] = [0, 1].map(() => ({ gone: new AbortController().signal }));
  const order: string[] = [];
  const draw = (name: string) => async () => void order.push(name);
  const first = held();
  const calls = [turns.take(greedy, first.work)];
  for (const name of ['a', 'b', 'c']) calls.push(turns.take(greedy, draw(`greedy ${name}`)));
  for (const name of ['a', 'b']) calls.push(turns.take(modest, draw(`modest ${name}`)));
  first.finish();
  await Promise.all(calls);
  expect(order).toEqual(['greedy a', 'modest a', 'greedy b', 'modest b', 'greedy c']);
});
