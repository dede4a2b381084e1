import { expect, it } from 'vitest';
import { handShares } from '../../../../src-main/engine/quality/hand-shares.js';
import { RandomSequence } from '../../../../src-shared/random/streams.js';

const hands = 200;
const none = { slant: 0, strokeWidth: 0 };
const ofEach = 10;

/** Digits of ten labels by each hand: what a hand and what a digit has of its own, by their weights. */
function digits(handWeight: number, ownWeight: number) {
  const numbers = new RandomSequence(1, { stream: 'latent', index: 0 }).fillNormal(
    new Float32Array(2 * hands * (1 + ofEach)),
  );
  const places = Array.from({ length: hands * ofEach }, (_, i) => i);
  const value = (i: number, trait: number) => {
    const hand = numbers[2 * Math.floor(i / ofEach) + trait] ?? 0;
    const own = numbers[2 * (hands + i) + trait] ?? 0;
    // Labels have traits of their own, on which nothing may depend.
    return (1 + (i % 10)) * (handWeight * hand + ownWeight * own) + 50 * (i % 10);
  };
  return {
    measured: places.map((i) => ({ slant: value(i, 0), strokeWidth: value(i, 1) })),
    labels: places.map((i) => i % 10),
    hands: places.map((i) => Math.floor(i / ofEach)),
  };
}

it('is 1 where all variance lies between hands, and nearly 0 where none does', () => {
  const one = handShares(digits(1, 0));
  expect(one?.slant).toBeCloseTo(1, 10);
  expect(one?.strokeWidth).toBeCloseTo(1, 10);
  const within = handShares(digits(0, 1));
  expect(Math.abs(within?.slant ?? 1)).toBeLessThan(0.02);
  expect(Math.abs(within?.strokeWidth ?? 1)).toBeLessThan(0.02);
});

it('is what of the variance lies between hands', () => {
  const { slant, strokeWidth } = handShares(digits(Math.sqrt(0.6), Math.sqrt(0.4))) ?? none;
  expect(Math.abs(slant - 0.6)).toBeLessThan(0.05);
  expect(Math.abs(strokeWidth - 0.6)).toBeLessThan(0.05);
});

it('leaves out hands of fewer than five digits', () => {
  const many = digits(1, 0);
  const others = digits(0, 1);
  const some = {
    measured: [...many.measured, ...others.measured.slice(0, 4)],
    labels: [...many.labels, ...others.labels.slice(0, 4)],
    hands: [...many.hands, 1_000, 1_000, 1_000, 1_000],
  };
  expect(handShares(some)?.slant).toBeGreaterThan(0.9999);
});

it('looks at labels one by one, a single digit of a label too', () => {
  const many = digits(1, 0);
  const labels = many.labels.with(0, 26);
  expect(handShares({ ...many, labels })?.slant).toBeGreaterThan(0.98);
});

it('is null where every hand wrote fewer than five digits', () => {
  const { measured, labels } = digits(1, 0);
  expect(handShares({ measured, labels, hands: labels.map((_, i) => Math.floor(i / 4)) })).toBe(
    null,
  );
});
