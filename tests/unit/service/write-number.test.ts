import { describe, expect, it } from 'vitest';
import { composeNumber } from '../../../src-main/service/drawing/compose-number.js';
import { writeNumber } from '../../../src-main/service/drawing/write-number.js';
import { type ComposingConfig, composingDefaults } from '../../../src-shared/config/composing.js';
import { maxSeed } from '../../../src-shared/config/fields.js';
import type { ComposedNumber } from '../../../src-shared/contract/drawings.js';
import { digitLabels } from '../../../src-shared/networks/condition.js';
import { networkPicture } from './network-picture.js';
import { writtenDouble } from './written-double.js';

const compose = async (
  change: Partial<ComposingConfig>,
  {
    model = writtenDouble(),
    known = digitLabels,
    replaced = [],
  }: {
    model?: ReturnType<typeof writtenDouble>;
    known?: readonly number[];
    replaced?: { position: number; index: number }[];
  } = {},
) =>
  networkPicture(
    await composeNumber(
      { config: { ...composingDefaults, seed: 7, ...change }, replaced },
      (request) => writeNumber(request, known, model.writing),
    ),
  );

const indices = ({ digits }: ComposedNumber) => digits.map(({ index }) => index);
const hands = ({ digits }: ComposedNumber) => digits.map(({ asked }) => asked?.hand);

describe('this number', () => {
  it('is asked for at once, digit by digit, in the hand of its seed', async () => {
    const model = writtenDouble();
    const number = await compose({ number: '1 234.5' }, { model });
    expect(model.asked).toEqual([
      [1, 2, 3, 4, 5].map((label, variant) => ({ label, hand: 7, variant })),
    ]);
    expect(number).toMatchObject({ text: '1 234.5', hand: 7, lookedAt: 5, rejected: 0 });
    expect(number.digits.map((digit) => digit.class)).toEqual([1, 2, 3, 4, 5]);
    expect(number.digits[2]?.asked).toEqual({ label: 3, hand: 7 });
    expect(number.marks.map(({ text }) => text)).toEqual([' ', '.']);
  });

  it('is in the hand that it was asked to be in, or each digit in its own', async () => {
    expect(await compose({ number: '123', hand: 41 })).toMatchObject({ hand: 41 });
    const each = await compose({ number: '123', hand: 'each' });
    expect(each.hand).toBeNull();
    expect(hands(each)).toEqual([7, 8, 9]);
    expect(hands(await compose({ number: '123', hand: 'each', seed: maxSeed - 1 }))).toEqual([
      maxSeed - 1,
      maxSeed,
      0,
    ]);
    // A single digit has one hand whatever was asked for.
    expect(await compose({ number: '1', hand: 'each' })).toMatchObject({ hand: 7 });
  });

  it('is written anew where a digit is not legible, is taken for another, or has no ink', async () => {
    const model = writtenDouble(({ variant }) => {
      if (variant === 0) return { confidence: 0.9 };
      if (variant === 1) return { class: 9 };
      return variant === 2 ? { empty: true } : {};
    });
    const number = await compose({ number: '4567' }, { model });
    expect(indices(number)).toEqual([1_000, 1_001, 1_002, 3]);
    expect(number).toMatchObject({ text: '4567', lookedAt: 7, rejected: 2, drawnAgain: 1 });
    expect(hands(number)).toEqual([7, 7, 7, 7]);
  });

  it('takes what has ink where legibility is off', async () => {
    const model = writtenDouble(({ variant }) =>
      variant === 2 ? { empty: true } : { class: 0, confidence: 0.2 },
    );
    const number = await compose({ number: '456', legibility: null }, { model });
    expect(indices(number)).toEqual([0, 1, 1_002]);
    expect(number).toMatchObject({ text: '456', lookedAt: 4, rejected: 0, drawnAgain: 1 });
  });

  it('depends on the place and its label alone', async () => {
    const model = () => writtenDouble(({ variant }) => ({ confidence: variant % 7 === 0 ? 1 : 0 }));
    const whole = indices(await compose({ number: '12345678' }, { model: model() }));
    const begun = indices(await compose({ number: '1234' }, { model: model() }));
    expect(begun).toEqual(whole.slice(0, 4));
    const other = indices(await compose({ number: '12945678' }, { model: model() }));
    expect(other).toEqual(whole);
  });

  it('of a thousand digits is asked for at once', async () => {
    const model = writtenDouble();
    const number = await compose({ number: '0123456789'.repeat(100) }, { model });
    expect(number.digits).toHaveLength(1_000);
    expect(model.asked).toHaveLength(1);
    expect(new Set(model.asked[0]?.map(({ variant }) => variant)).size).toBe(1_000);
  });
});

describe('any number', () => {
  it('is the seed’s, of labels that the model knows, and is told as text', async () => {
    const number = await compose({ digits: 200 });
    expect(number.text).toMatch(/^\d{200}$/);
    expect(new Set(number.text).size).toBe(10);
    expect(number.digits.map(({ asked }) => `${asked?.label}`).join('')).toBe(number.text);
    expect((await compose({ digits: 50 })).text).toBe(number.text.slice(0, 50));
    expect((await compose({ digits: 50, seed: 8 })).text).not.toBe(number.text.slice(0, 50));
    expect((await compose({ digits: 50, hand: 3 })).text).toBe(number.text.slice(0, 50));
    const some = await compose({ digits: 60 }, { known: [3, 8, 26] });
    expect([...new Set(some.text)].sort()).toEqual(['3', '8']);
  });

  it('is refused by a model that knows no digits', async () => {
    await expect(compose({ digits: 3 }, { known: [10, 11] })).rejects.toMatchObject({
      code: 'INVALID_MODEL',
      message: expect.stringContaining('labelled 10, 11'),
    });
  });
});

describe('a number that a model does not write', () => {
  it('is refused, with the labels that are never legible', async () => {
    const model = writtenDouble(({ label }) => ({
      confidence: label === 3 || label === 7 ? 0.5 : 1,
    }));
    await expect(compose({ number: '7133' }, { model })).rejects.toMatchObject({
      code: 'INVALID_MODEL',
      message:
        'This model writes no legible 3 or 7: 2,017 digits were looked at, 2,016 of them rejected: less than 95% sure. Train it longer, choose another model, or ask for less legibility.',
      details: { classes: '3,7', lookedAt: 2_017 },
    });
  });

  it('is refused where one place of two gets none', async () => {
    const model = writtenDouble(({ variant }) => ({ confidence: variant === 0 ? 1 : 0 }));
    await expect(compose({ number: '33' }, { model })).rejects.toMatchObject({
      message: expect.stringMatching(/^This model writes hardly any legible 3: 2,001 digits/),
    });
  });

  it('is refused soon where all digits are empty', async () => {
    const model = writtenDouble(() => ({ empty: true }));
    await expect(compose({ number: '12', legibility: null }, { model })).rejects.toMatchObject({
      code: 'INVALID_MODEL',
      message: expect.stringContaining('draws empty digits: 200 of the 200 looked at'),
    });
  });
});

describe('other digits in their place', () => {
  it('are of the same label and hand: the next one that does not stand there already', async () => {
    const replaced = [
      { position: 1, index: 2 },
      { position: 0, index: 1 },
    ];
    const number = await compose({ number: '405' }, { replaced });
    // 1 stood, 2 stands and 3 came to stand in another place.
    expect(indices(number)).toEqual([4, 3, 2]);
    expect(number.text).toBe('405');
    expect(hands(number)).toEqual([7, 7, 7]);
    const each = await compose({ number: '405', hand: 'each' }, { replaced });
    expect(hands(each)).toEqual([7, 8, 9]);
  });

  it('are legible as the others', async () => {
    const model = writtenDouble(({ variant }) => ({
      confidence: variant < 10 ? 1 : 0.1 * (variant % 11),
    }));
    const replaced = [{ position: 0, index: 11 }];
    const number = await compose({ number: '40' }, { model, replaced });
    expect(indices(number)).toEqual([21, 1]);
  });

  it('stay what they are when one more is redrawn', async () => {
    const steps = [
      { position: 0, index: 25 },
      { position: 2, index: 45 },
      { position: 0, index: 65 },
    ];
    const shown: number[][] = [];
    for (let done = 0; done <= steps.length; done++) {
      shown.push(indices(await compose({ number: '404' }, { replaced: steps.slice(0, done) })));
    }
    expect(shown).toEqual([
      [0, 1, 2],
      [25, 1, 2],
      [25, 1, 45],
      [65, 1, 45],
    ]);
  });

  it('are refused at a place that the number does not have', async () => {
    const replaced = [{ position: 2, index: 9 }];
    await expect(compose({ number: '1.2' }, { replaced })).rejects.toMatchObject({
      code: 'BAD_INPUT',
    });
  });
});
