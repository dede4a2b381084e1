import { expect, test } from 'vitest';
import { Pace } from '../../../../src-main/service/datasets/pace.js';

test('speed is that of what is being done now, and unknown at its beginning', () => {
  let now = 0;
  const pace = new Pace(() => now);
  const at = (time: number, doing: 'check' | 'make', done: number) => {
    now = time;
    return pace.at({ doing, done, total: 1_000 });
  };
  const unknown = { perSecond: null, secondsLeft: null };
  expect(at(0, 'check', 0)).toEqual(unknown);
  expect(at(1_000, 'check', 1_000)).toEqual({ perSecond: 1_000, secondsLeft: 0 });
  expect(at(1_000, 'make', 200)).toEqual(unknown);
  expect(at(1_100, 'make', 300)).toEqual(unknown);
  expect(at(3_000, 'make', 200)).toEqual(unknown);
  expect(at(3_000, 'make', 400)).toEqual({ perSecond: 100, secondsLeft: 6 });
});

test('what comes too soon is not due', () => {
  let now = 0;
  const pace = new Pace(() => now);
  expect(pace.isDue(200)).toBe(true);
  now = 199;
  expect(pace.isDue(200)).toBe(false);
  now = 200;
  expect(pace.isDue(200)).toBe(true);
});
