import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { paced } from '../../../src-renderer/screens/train/paced.js';

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

it('does work at most once in its interval, and not after its end', () => {
  const work = vi.fn();
  const pace = paced(work, 100);
  for (let request = 0; request < 50; request++) pace.request();
  vi.advanceTimersByTime(1);
  expect(work).toHaveBeenCalledTimes(1);
  for (let time = 0; time < 1000; time += 10) {
    pace.request();
    vi.advanceTimersByTime(10);
  }
  expect(work.mock.calls.length).toBeGreaterThanOrEqual(10);
  expect(work.mock.calls.length).toBeLessThanOrEqual(11);
  pace.request();
  pace.stop();
  const calls = work.mock.calls.length;
  vi.advanceTimersByTime(1000);
  expect(work).toHaveBeenCalledTimes(calls);
});

it('leaves four fifths of the time to others when its work is long', () => {
  const work = vi.fn(() => vi.advanceTimersByTime(60));
  const pace = paced(work, 100);
  pace.request();
  vi.advanceTimersByTime(1);
  pace.request();
  vi.advanceTimersByTime(200);
  expect(work).toHaveBeenCalledTimes(1);
  vi.advanceTimersByTime(60);
  expect(work).toHaveBeenCalledTimes(2);
});

it('may be asked again by its own work', () => {
  let left = 3;
  const pace = paced(() => {
    left--;
    if (left > 0) pace.request();
  }, 100);
  pace.request();
  vi.advanceTimersByTime(150);
  expect(left).toBe(1);
  vi.advanceTimersByTime(1000);
  expect(left).toBe(0);
});
