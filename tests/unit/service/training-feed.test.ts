import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { LossRecord } from '../../../src-main/service/loss-record.js';
import { TrainingFeed } from '../../../src-main/service/training-feed.js';
import type { AppEvent } from '../../../src-shared/contract/app-events.js';
import { epochEvent, finishedEvent, startedEvent, stepEvent } from '../cli/fake-service.js';

let events: AppEvent[];
let feed: TrainingFeed;

beforeEach(() => {
  vi.useFakeTimers();
  events = [];
  feed = new TrainingFeed(
    (event) => events.push(event),
    () => 'the-id',
  );
});
afterEach(() => vi.useRealTimers());

const kinds = () => events.map(({ kind }) => kind);

it('bundles steps, and tells the last of an epoch before its end', () => {
  feed.begin(startedEvent, new LossRecord());
  events.length = 0;
  feed.event(stepEvent(1));
  feed.event(stepEvent(2));
  expect(kinds()).toEqual([]);
  vi.advanceTimersByTime(100);
  expect(events).toMatchObject([{ kind: 'steps', run: 'the-id', step: 2 }]);
  feed.event(stepEvent(3));
  feed.event(epochEvent(1));
  expect(kinds()).toEqual(['steps', 'steps', 'epoch']);
  vi.advanceTimersByTime(1_000);
  expect(kinds()).toHaveLength(3);
});

it('a resumed training begins with the losses behind it', () => {
  const before = new LossRecord();
  for (const step of [1, 2]) before.add({ step, generatorLoss: step, discriminatorLoss: -step });
  feed.begin({ ...startedEvent, step: 2, epoch: 1 }, before);
  feed.event(stepEvent(3));
  expect(feed.lossesOf('the-id')?.generator).toEqual(Float32Array.of(1, 2, 0.8));
  expect(feed.lossesOf('another')).toBeNull();
  expect(feed.current).toMatchObject({ epoch: 2, step: 2 });
});

it('keeps a collapse as long as it lasts, in the place of a warning', () => {
  feed.begin(startedEvent, new LossRecord());
  events.length = 0;
  const message = 'The generator has collapsed.';
  feed.event({ ...epochEvent(1), collapse: message });
  feed.event({ kind: 'warning', run: 'evening', message, about: 'collapse' });
  expect(feed.current?.collapse).toBe(message);
  feed.event({ ...epochEvent(2), collapse: message });
  feed.event({ kind: 'warning', run: 'evening', message: 'The disk fills.' });
  feed.event(epochEvent(3));
  expect(feed.current?.collapse).toBeNull();
  expect(kinds()).toEqual(['epoch', 'training', 'epoch', 'warning', 'epoch', 'training']);
});

it('a stop asked for during a pause stays a stop until the end', () => {
  feed.begin(startedEvent, new LossRecord());
  feed.expect('pausing');
  feed.expect('stopping');
  feed.event({ kind: 'paused', run: 'evening', step: 1 });
  expect(feed.current?.status).toBe('stopping');
  feed.event(finishedEvent('stopped'));
  expect(feed.current).toBeNull();
  // How it ended is known before nothing trains any more.
  expect(kinds().slice(-3)).toEqual(['ended', 'training', 'runs']);
  expect(events.at(-3)).toMatchObject({ state: 'stopped', run: 'the-id' });
});

it('steps that were lost are NaN, and columns grow', () => {
  const record = new LossRecord();
  record.add({ step: 3, generatorLoss: 1, discriminatorLoss: 2 });
  record.add({ step: 5_000, generatorLoss: 3, discriminatorLoss: 4 });
  const { generator, discriminator } = record.columns();
  expect(generator).toHaveLength(5_000);
  expect([generator[0], generator[2], generator[3], generator[4_999]]).toEqual([NaN, 1, NaN, 3]);
  expect(discriminator[4_999]).toBe(4);
});

it('tells how far the images have been looked at before a training begins', () => {
  feed.event({ kind: 'preparing', share: 0.4, secondsLeft: 6 });
  expect(events).toEqual([{ kind: 'preparing', share: 0.4, secondsLeft: 6 }]);
  expect(feed.current).toBeNull();
});
