import { expect, it } from 'vitest';
import { TimeLeft } from '../../../src-renderer/state/time-left.js';

/** What is left after a minute of estimates, one in a tenth of a second. */
function afterMinute(estimateAt: (second: number) => number): number[] {
  const left = new TimeLeft();
  return Array.from({ length: 600 }, (_, tenth) => {
    left.hear({ estimate: estimateAt(tenth / 10), now: tenth * 100 });
    return left.seconds ?? Number.NaN;
  });
}

it('runs down like a clock while estimates hold', () => {
  expect(afterMinute((second) => 1000 - second).at(-1)).toBeCloseTo(940.1);
});

it('hardly moves with estimates that jump, and follows what lasts', () => {
  const jumpy = afterMinute((second) => (Math.floor(second) % 2 === 0 ? 600 : 1400) - second);
  const late = jumpy.slice(300);
  expect(Math.max(...late) - Math.min(...late)).toBeLessThan(90);
  expect(afterMinute((second) => (second < 10 ? 3000 : 500)).at(-1)).toBeLessThan(800);
});

it('begins anew after a pause', () => {
  const left = new TimeLeft();
  left.hear({ estimate: 900, now: 0 });
  left.forget();
  expect(left.seconds).toBeNull();
  left.hear({ estimate: 100, now: 60_000 });
  expect(left.seconds).toBe(100);
});
