import { describe, expect, it } from 'vitest';
import { maxSeed } from '../../../src-shared/config/fields.js';
import {
  type Condition,
  conditionOf,
  inputLength,
} from '../../../src-shared/networks/condition.js';
import {
  allographAt,
  digitOfSeries,
  generatorInputs,
  type HandSettings,
  handTraits,
  laterHand,
  type WantedDigit,
} from '../../../src-shared/random/hands.js';

/** 20 numbers, 16 of them the hand's, then 3 labels and 2 traits. */
const condition = conditionOf(20, [1, 4, 7]);
const own = { seed: 5, slant: null, strokeWidth: null };

/** Rows of numbers, in parts. */
function inputs(
  digits: readonly WantedDigit[],
  { of = condition, ...settings }: Partial<HandSettings> & { of?: Condition } = {},
) {
  const length = inputLength(of);
  const all = generatorInputs(of, { ...own, ...settings, digits });
  expect(all).toHaveLength(length * digits.length);
  const { noiseDim, handDim, labels } = of;
  return digits.map((_, i) => {
    const row = [...all.subarray(i * length, (i + 1) * length)];
    const [slant = Number.NaN, strokeWidth = Number.NaN] = row.slice(noiseDim + labels.length);
    return {
      row,
      hand: row.slice(0, handDim),
      jitter: row.slice(handDim, noiseDim),
      label: row.slice(noiseDim, noiseDim + labels.length),
      slant,
      strokeWidth,
    };
  });
}

/** That digit's parts. */
function input(change: Partial<WantedDigit> = {}, settings: Partial<HandSettings> = {}) {
  const [only] = inputs([{ label: 4, hand: 11, variant: 0, ...change }], settings);
  if (only === undefined) throw new Error('no digit');
  return only;
}

const many = (count: number): WantedDigit[] =>
  Array.from({ length: count }, (_, i) => ({ label: 4, hand: i, variant: i }));
const mean = (values: readonly number[]) =>
  values.reduce((sum, value) => sum + value, 0) / values.length;

describe('what a generator draws a digit from', () => {
  it('has a latent vector as many times wider as is asked for, and nothing else', () => {
    const [usual, wide] = [input(), input({}, { spread: 1.5 })];
    const times = (numbers: number[]) => numbers.map((value) => Math.fround(1.5 * value));
    expect(wide.hand).toEqual(times(usual.hand));
    expect(wide.jitter).toEqual(times(usual.jitter));
    expect(wide.row.slice(20)).toEqual(usual.row.slice(20));
  });

  it('is a latent vector, the label beside it, slant and stroke width', () => {
    expect(condition.handDim).toBe(16);
    const { row, label, hand, jitter } = input();
    expect(row).toHaveLength(25);
    expect(label).toEqual([0, 3, 0]);
    expect([hand.length, jitter.length]).toEqual([16, 4]);
    expect(input({ label: 7 }).label).toEqual([0, 0, 3]);
    expect(input({ label: 7 }).hand).toEqual(hand);
  });

  it('is of a hand the same whatever is written, and whatever the seed of the digits', () => {
    const { hand } = input();
    for (const other of [input({ variant: 9, label: 1 }), input({}, { seed: 6 })]) {
      expect(other.hand).toEqual(hand);
      expect(other.jitter).not.toEqual(input().jitter);
    }
    expect(input({ hand: 12 }).hand).not.toEqual(hand);
  });

  it('is of a digit its own by the seed and the variant alone', () => {
    const { jitter } = input();
    expect(input({ hand: 12, label: 7 }).jitter).toEqual(jitter);
    expect(input({ variant: 1 }).jitter).not.toEqual(jitter);
    expect(input({}, { seed: 6 }).jitter).not.toEqual(jitter);
  });

  it('is for ten digits the first ten of a thousand', () => {
    const digits = Array.from({ length: 1_000 }, (_, i) =>
      digitOfSeries(i, { labels: [1, 4, 7], seed: 5 }),
    );
    const all = generatorInputs(condition, { ...own, digits });
    const few = generatorInputs(condition, { ...own, digits: digits.slice(0, 10) });
    expect(few).toEqual(all.subarray(0, few.length));
    const later = generatorInputs(condition, { ...own, digits: digits.slice(990) });
    expect(later).toEqual(all.subarray(-later.length));
  });

  it('is standard normal, latent vector and traits alike', () => {
    const rows = inputs(many(5_000));
    for (const values of [
      rows.flatMap(({ hand }) => hand),
      rows.flatMap(({ jitter }) => jitter),
      rows.map(({ slant }) => slant),
      rows.map(({ strokeWidth }) => strokeWidth),
    ]) {
      expect(Math.abs(mean(values))).toBeLessThan(0.04);
      expect(Math.abs(mean(values.map((value) => value ** 2)) - 1)).toBeLessThan(0.06);
    }
  });

  it('has traits of the hand, from which each digit differs a little', () => {
    const ofHand = inputs(
      Array.from({ length: 4_000 }, (_, variant) => ({ label: 4, hand: 11, variant })),
    );
    const { slant, strokeWidth } = handTraits(11);
    const slants = ofHand.map((digit) => digit.slant);
    expect(mean(slants)).toBeCloseTo(Math.sqrt(0.6) * slant, 1);
    expect(mean(ofHand.map((digit) => digit.strokeWidth))).toBeCloseTo(
      Math.sqrt(0.68) * strokeWidth,
      1,
    );
    const centred = slants.map((value) => (value - mean(slants)) ** 2);
    expect(mean(centred)).toBeCloseTo(0.4, 1);
  });

  it('has the traits that are asked for in the place of the hand’s, and nothing else changed', () => {
    const usual = input();
    const leaning = input({}, { slant: 2 });
    const { slant } = handTraits(11);
    expect(leaning.slant - usual.slant).toBeCloseTo(Math.sqrt(0.6) * (2 - slant), 5);
    expect({ ...leaning, row: null, slant: null }).toEqual({ ...usual, row: null, slant: null });
    const broad = inputs(many(3_000), { strokeWidth: 1.5 });
    expect(mean(broad.map(({ strokeWidth }) => strokeWidth))).toBeCloseTo(1.5 * Math.sqrt(0.68), 1);
    expect(mean(broad.map((digit) => digit.slant))).toBeCloseTo(0, 1);
    // 0 is asked for as well: the usual.
    expect(input({}, { slant: 0 }).slant - usual.slant).toBeCloseTo(-Math.sqrt(0.6) * slant, 5);
  });

  it('is for an evaluation what no seed draws', () => {
    const digits = Array.from({ length: 20 }, (_, variant) => ({ label: 4, hand: 11, variant }));
    const [drawn, measured] = [inputs(digits), inputs(digits, { forEvaluation: true })];
    expect(measured[0]?.hand).not.toEqual(drawn[0]?.hand);
    for (const [i, { jitter }] of measured.entries()) expect(jitter).not.toEqual(drawn[i]?.jitter);
    expect(inputs(digits, { forEvaluation: true })).toEqual(measured);
    expect(new Set(measured.map(({ jitter }) => jitter.join())).size).toBe(20);
  });

  it('is none of a label that it does not know', () => {
    const digits = [{ label: 2, hand: 0, variant: 0 }];
    expect(() => generatorInputs(condition, { ...own, digits })).toThrow(
      new RangeError('the generator does not know the label 2'),
    );
  });

  it('may have no hand, or nothing of its own', () => {
    const digits = [{ label: 1, hand: 3, variant: 0 }];
    for (const handDim of [0, 20]) {
      const [digit] = inputs(digits, { of: { ...condition, handDim } });
      expect(digit?.hand).toHaveLength(handDim);
      expect(digit?.row.every(Number.isFinite)).toBe(true);
    }
  });
});

describe('a digit of a series', () => {
  const labels = [1, 4, 7];
  const series = (options: { seed: number; hand?: number | 'each' | null }, count = 7) =>
    Array.from({ length: count }, (_, i) => digitOfSeries(i, { labels, ...options }));

  it('is one label after the other, and after each round the next hand', () => {
    expect(series({ seed: 5 })).toEqual([
      { label: 1, hand: 5, variant: 0 },
      { label: 4, hand: 5, variant: 1 },
      { label: 7, hand: 5, variant: 2 },
      { label: 1, hand: 6, variant: 3 },
      { label: 4, hand: 6, variant: 4 },
      { label: 7, hand: 6, variant: 5 },
      { label: 1, hand: 7, variant: 6 },
    ]);
    expect(series({ seed: 5, hand: null })).toEqual(series({ seed: 5 }));
  });

  it('is of one hand, or each of its own', () => {
    const hands = (hand: number | 'each') => series({ seed: 5, hand }).map((digit) => digit.hand);
    expect(hands(0)).toEqual(new Array(7).fill(0));
    expect(hands('each')).toEqual([5, 6, 7, 8, 9, 10, 11]);
  });

  it('begins anew behind the largest seed', () => {
    expect(laterHand(maxSeed, 1)).toBe(0);
    expect(laterHand(maxSeed - 1, 1)).toBe(maxSeed);
    expect(series({ seed: maxSeed }).map(({ hand }) => hand)).toEqual([
      ...[maxSeed, maxSeed, maxSeed],
      ...[0, 0, 0, 1],
    ]);
    const [first] = inputs([{ label: 1, hand: maxSeed, variant: 0 }]);
    expect(first?.hand.every(Number.isFinite)).toBe(true);
  });
});

it('has the form of another hand, and the slant and stroke width of its own', () => {
  const [own, other, borrowed] = [input(), input({ hand: 12 }), input({ form: 12 })];
  expect(borrowed.hand).toEqual(other.hand);
  expect(borrowed.hand).not.toEqual(own.hand);
  expect([borrowed.slant, borrowed.strokeWidth]).toEqual([own.slant, own.strokeWidth]);
  expect([borrowed.jitter, borrowed.label]).toEqual([own.jitter, own.label]);
});

describe('allographs', () => {
  const counts = [
    [90, 10],
    [60, 40],
    [1, 0],
  ];
  const known = conditionOf(20, [1, 4, 7], counts);
  const ways = (digits: readonly WantedDigit[]) => {
    const length = inputLength(known);
    expect(length).toBe(31);
    const all = generatorInputs(known, { ...own, digits });
    return digits.map((_, i) => [...all.subarray(i * length + 23, i * length + 29)]);
  };

  it('are as frequent among hands as among the training images, each label’s in its own place', () => {
    const digits = many(4_000).map((digit, i) => ({ ...digit, label: [1, 4, 7][i % 3] ?? 1 }));
    const found = ways(digits);
    for (const way of found) expect(way.filter((value) => value !== 0)).toEqual([3]);
    const share = (label: number, place: number) => {
      const own = found.filter((_, i) => digits[i]?.label === label);
      return own.filter((way) => way[place] === 3).length / own.length;
    };
    expect(share(1, 1)).toBeCloseTo(0.1, 1);
    expect(share(4, 3)).toBeCloseTo(0.4, 1);
    expect([share(7, 4), share(7, 5)]).toEqual([1, 0]);
  });

  it('are those of the hand more often than by chance', () => {
    const hands = Array.from({ length: 400 }, (_, hand) =>
      ways([0, 1].map((variant) => ({ label: 4, hand, variant: 2 * hand + variant }))),
    );
    const same = hands.filter(([one, other]) => one?.join() === other?.join()).length / 400;
    const chance = 0.6 ** 2 + 0.4 ** 2;
    expect(same).toBeCloseTo(chance + 0.45 ** 2 * (1 - chance), 1);
  });

  it('change nothing else of a digit', () => {
    const digits = many(3);
    const [withThem, without] = [known, condition].map((of) =>
      generatorInputs(of, { ...own, digits: digits.slice(0, 1) }),
    );
    expect(withThem?.subarray(0, 23)).toEqual(without?.subarray(0, 23));
    expect(withThem?.subarray(29)).toEqual(without?.subarray(23));
  });

  it('lie one behind the other by their images', () => {
    expect([0, 0.59, 0.6, 0.999].map((way) => allographAt([60, 40, 0], way))).toEqual([0, 0, 1, 1]);
    expect(allographAt([0, 1], 0)).toBe(1);
  });
});
