import { expect, it } from 'vitest';
import type { DrawnDigit } from '../../../src-main/service/drawing/recent-digits.js';
import { type Place, writeUntilGood } from '../../../src-main/service/drawing/write-until-good.js';
import { writtenDouble } from './written-double.js';

/** Places for the labels in turn, in the hand 5, whose variants are a thousand apart. */
const places = (count: number): Place[] =>
  Array.from({ length: count }, (_, at) => ({
    label: at % 10,
    hand: 5,
    variantAt: (attempt) => 1_000 * attempt + at,
  }));
/** Good are digits of a confidence of one half. */
const check = (digit: DrawnDigit) => (digit.confidence >= 0.5 ? digit.index : null);
/** A model whose digit at a place is good from an attempt on. */
const goodFrom = (attempt: (place: number) => number) =>
  writtenDouble(({ variant }) => ({
    confidence: Math.floor(variant / 1_000) >= attempt(variant % 1_000) ? 1 : 0,
  }));

it('writes each place once where all digits are good', async () => {
  const { asked, reports, writing } = goodFrom(() => 0);
  const { good, lookedAt } = await writeUntilGood(places(3), { check, attempts: 10 }, writing);
  expect(good).toEqual([0, 1, 2]);
  expect(lookedAt).toBe(3);
  expect(asked).toEqual([
    [
      { label: 0, hand: 5, variant: 0 },
      { label: 1, hand: 5, variant: 1 },
      { label: 2, hand: 5, variant: 2 },
    ],
  ]);
  expect(reports).toEqual([{ lookedAt: 0, found: 0, wanted: 3 }]);
});

it('takes the first digit that is good, and looks at none after it', async () => {
  const seen: number[] = [];
  const { writing } = goodFrom((place) => 3 * place);
  const look = (digit: DrawnDigit) => {
    seen.push(digit.index);
    return check(digit);
  };
  const { good, lookedAt } = await writeUntilGood(
    places(4),
    { check: look, attempts: 99 },
    writing,
  );
  expect(good).toEqual([0, 3_001, 6_002, 9_003]);
  expect(lookedAt).toBe(1 + 4 + 7 + 10);
  expect(seen).toHaveLength(lookedAt);
  const ofPlace = (place: number) => seen.filter((variant) => variant % 1_000 === place);
  expect(ofPlace(3)).toEqual(Array.from({ length: 10 }, (_, attempt) => 1_000 * attempt + 3));
});

it('gives a place the same digit whatever is written beside it', async () => {
  const attempt = (place: number) => (7 * place) % 40;
  const all = await writeUntilGood(places(50), { check, attempts: 99 }, goodFrom(attempt).writing);
  for (const [at, place] of places(50).entries()) {
    const { writing } = goodFrom(attempt);
    const alone = await writeUntilGood([place], { check, attempts: 99 }, writing);
    expect(alone.good).toEqual([all.good[at]]);
    expect(alone.lookedAt).toBe(attempt(at) + 1);
  }
  expect(all.good).not.toContain(null);
});

it('ends after so many attempts, and never looks at more', async () => {
  const { asked, reports, writing } = goodFrom((place) => (place === 1 ? 0 : 70));
  const { good, lookedAt } = await writeUntilGood(places(3), { check, attempts: 70 }, writing);
  expect(good).toEqual([null, 1, null]);
  expect(lookedAt).toBe(1 + 2 * 70);
  const attempts = asked.flat().filter(({ label }) => label === 2);
  expect(attempts.map(({ variant }) => variant)).toEqual(
    Array.from({ length: 70 }, (_, attempt) => 1_000 * attempt + 2),
  );
  // One attempt, then as many as before, at most 32 at once.
  expect(asked.map((digits) => digits.length / 2)).toEqual([1.5, 1, 2, 4, 8, 16, 32, 6]);
  expect(reports.map(({ found }) => found)).toEqual([0, 1, 1, 1, 1, 1, 1, 1]);
});

it('ends by what the report throws', async () => {
  const { asked, writing } = goodFrom(() => 1_000);
  const report = ({ lookedAt }: { lookedAt: number }) => {
    if (lookedAt > 4) throw new Error('enough');
  };
  const work = writeUntilGood(places(2), { check, attempts: 99 }, { ...writing, report });
  await expect(work).rejects.toThrow('enough');
  expect(asked).toHaveLength(3);
});

it('borrows the form of one hand after another where the own is good at no attempt', async () => {
  const { asked, writing } = goodFrom(() => 6);
  const { good } = await writeUntilGood(places(1), { check, attempts: 99 }, writing);
  expect(good).toEqual([6_000]);
  const forms = asked.flat().map(({ hand, form }) => ({ hand, form }));
  expect(forms.slice(0, 4)).toEqual(new Array(4).fill({ hand: 5, form: undefined }));
  expect(forms.slice(4, 6)).toEqual([
    { hand: 5, form: 9 },
    { hand: 5, form: 10 },
  ]);
});
