import { expect, it } from 'vitest';
import { preparation } from '../../../src-main/engine/training/preparation.js';
import { TrainingControl } from '../../../src-main/engine/training/training-control.js';
import type { TrainingEvent } from '../../../src-shared/contract/events.js';

it('tells how far it is once it takes long, five times a second at most, with the time left', async () => {
  const events: TrainingEvent[] = [];
  let clock = 0;
  const emit = async (event: TrainingEvent) => void events.push(event);
  const between = preparation({ emit, control: new TrainingControl() }, () => clock);
  for (clock = 100; clock <= 1_000; clock += 100) await between(clock / 20_000);
  expect(events).toEqual([
    { kind: 'preparing', share: 0.025, secondsLeft: null },
    { kind: 'preparing', share: 0.035, secondsLeft: null },
    { kind: 'preparing', share: 0.045, secondsLeft: null },
  ]);
  clock = 4_000;
  await between(0.2);
  expect(events.at(-1)).toEqual({ kind: 'preparing', share: 0.2, secondsLeft: 16 });
});

it('ends with the wish to stop', async () => {
  const control = new TrainingControl();
  const between = preparation({ emit: async () => {}, control });
  await between(0.5);
  control.stop();
  await expect(between(0.6)).rejects.toMatchObject({ code: 'CANCELLED' });
});
