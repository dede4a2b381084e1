import { beforeAll, describe, expect, it } from 'vitest';
import { startBackend } from '../../../../src-main/engine/backend/start-backend.js';
import type { JobProgress } from '../../../../src-main/engine/quality/do-jobs.js';
import {
  type EvaluationParts,
  evaluateDigits,
} from '../../../../src-main/engine/quality/evaluate-digits.js';
import { measureTraits } from '../../../../src-shared/digits/measure-traits.js';
import { RandomSequence } from '../../../../src-shared/random/streams.js';

beforeAll(async () => {
  await startBackend();
});

/**
 * Stands for a recogniser: the first pixel is the class, the second how sure it is (of 255), and
 * the features are four pixels.
 */
const recogniser: EvaluationParts['recogniser'] = {
  featureCount: 4,
  recognise(images) {
    const count = images.length / 784;
    const probabilities = new Float32Array(count * 10);
    const features = new Float32Array(count * 4);
    for (let i = 0; i < count; i++) {
      const [digit = 0, sure = 0] = images.subarray(i * 784);
      for (let k = 0; k < 10; k++) {
        probabilities[i * 10 + k] = k === digit % 10 ? sure / 255 : (1 - sure / 255) / 9;
      }
      features.set(
        Array.from(images.subarray(i * 784 + 2, i * 784 + 6), (v) => v / 255),
        i * 4,
      );
    }
    return { probabilities, features };
  },
};

/** Digits of all classes in turn, drawn at random from one distribution. */
function images(count: number, seed: number): Uint8Array {
  const sequence = new RandomSequence(seed, { stream: 'latent', index: 0 });
  const pixels = Uint8Array.from({ length: count * 784 }, () => sequence.nextBelow(256));
  for (let i = 0; i < count; i++) pixels.set([i % 10, 255], i * 784);
  return pixels;
}

const training = images(2_100, 1);
const test = images(520, 2);
const over = (pixels: Uint8Array): EvaluationParts => ({
  draw: ({ first, count }) => pixels.slice(first * 784, (first + count) * 784),
  count: pixels.length / 784,
  recogniser,
  training,
  test,
  testLabels: Uint8Array.from({ length: 520 }, (_, i) => i % 10),
  asked: null,
});
const ignore = async () => {};

describe('an evaluation', () => {
  it('finds digits like the real ones as good as those', async () => {
    const drawn = await evaluateDigits(over(images(520, 3)), ignore);
    expect(drawn).toMatchObject({ count: 520, legible: 1, classShare: new Array(10).fill(0.1) });
    expect(drawn.classEntropy).toBeCloseTo(1, 10);
    expect(drawn.frechet.floor).toBeGreaterThan(0);
    expect(drawn.frechet.value / drawn.frechet.floor).toBeLessThan(4);
    const { sample, generated, test: beside } = drawn.memorisation;
    expect(sample).toBe(520);
    expect(generated.median / beside.median).toBeCloseTo(1, 1);
    expect(generated.firstPercentile).toBeLessThan(generated.median);
  });

  it('of the test images themselves is their floor', async () => {
    const measured = await evaluateDigits(over(test), ignore);
    const { legible, classShare, classEntropy, frechet, memorisation, test: beside } = measured;
    expect(frechet.value).toBeCloseTo(frechet.floor, 10);
    expect(memorisation.generated).toEqual(memorisation.test);
    expect(beside).toMatchObject({ legible, classShare, classEntropy, agreement: 1 });
    expect(beside.agreementByLabel).toHaveLength(10);
  });

  it('sees a collapse: one class, one image', async () => {
    const one = training.slice(3 * 784, 4 * 784);
    const same = new Uint8Array(130 * 784);
    for (let i = 0; i < 130; i++) same.set(one, i * 784);
    const { classShare, classEntropy, frechet, memorisation } = await evaluateDigits(
      over(same),
      ignore,
    );
    expect(classShare).toEqual([0, 0, 0, 1, 0, 0, 0, 0, 0, 0]);
    expect(classEntropy).toBe(0);
    expect(frechet.value).toBeGreaterThan(10 * frechet.floor);
    expect(memorisation.generated).toEqual({ median: 0, firstPercentile: 0 });
    expect(memorisation.test.median).toBeGreaterThan(1);
  });

  it('counts as legible what the recogniser is sure of', async () => {
    const some = images(200, 4);
    for (let i = 0; i < 200; i++) some[i * 784 + 1] = i < 50 ? 250 : 200;
    expect((await evaluateDigits(over(some), ignore)).legible).toBe(0.25);
  });

  it('looks at a thousand digits for copies', async () => {
    const many = images(1_100, 5);
    many.set(training.subarray(0, 100 * 784), 1_000 * 784); // copies, after the thousand
    const { memorisation } = await evaluateDigits(over(many), ignore);
    expect(memorisation.sample).toBe(1_000);
    expect(memorisation.generated.firstPercentile).toBeGreaterThan(1);
  });

  it('tells how far it is and ends between two batches', async () => {
    const told: JobProgress[] = [];
    const tell = async (progress: JobProgress) => void told.push(progress);
    await evaluateDigits(over(images(130, 6)), tell);
    expect(told.slice(0, 6).map(({ stage }) => stage)).toEqual([
      ...['drawing', 'drawing', 'recognising', 'recognising', 'comparing', 'comparing'],
    ]);
    expect(told.at(-1)).toMatchObject({ share: 1, secondsLeft: 0 });
    const end = async () => {
      throw new Error('enough');
    };
    await expect(evaluateDigits(over(images(130, 6)), end)).rejects.toThrow('enough');
  });
});

describe('an evaluation of digits that were asked for', () => {
  /** Ten labels by each hand. */
  const asked = (i: number) => ({ label: i % 10, hand: Math.floor(i / 10) });

  it('says nothing of what was not asked', async () => {
    expect((await evaluateDigits(over(images(130, 7)), ignore)).asked).toBeNull();
  });

  it('finds all that they should be, as various as real ones, and hands of nobody', async () => {
    const { asked: found } = await evaluateDigits({ ...over(images(520, 3)), asked }, ignore);
    expect(found?.agreement).toBe(1);
    expect(found?.agreementByLabel).toEqual(
      Array.from({ length: 10 }, (_, label) => ({ label, agreement: 1 })),
    );
    expect(found?.variety).toBeCloseTo(1, 1);
    expect(Math.abs(found?.hands?.slant ?? Number.NaN)).toBeLessThan(0.1);
    expect(Math.abs(found?.hands?.strokeWidth ?? Number.NaN)).toBeLessThan(0.1);
  });

  it('counts those that are taken for another, label by label', async () => {
    const drawn = images(520, 3);
    for (let i = 0; i < 520; i += 20) drawn[784 * i] = 7; // every second 0
    const { asked: found } = await evaluateDigits({ ...over(drawn), asked }, ignore);
    expect(found?.agreement).toBeCloseTo(0.95, 10);
    expect(found?.agreementByLabel[0]).toEqual({ label: 0, agreement: 0.5 });
    expect(found?.agreementByLabel[7]).toEqual({ label: 7, agreement: 1 });
  });

  it('sees one digit of each label drawn again and again', async () => {
    const drawn = new Uint8Array(520 * 784);
    for (let i = 0; i < 520; i++) {
      drawn.set(training.subarray((i % 10) * 784, ((i % 10) + 1) * 784), i * 784);
    }
    const { asked: found } = await evaluateDigits({ ...over(drawn), asked }, ignore);
    expect(found).toMatchObject({ agreement: 1, variety: 0 });
  });

  it('compares with real digits of the same labels alone', async () => {
    const some = (i: number) => ({ label: i % 2, hand: Math.floor(i / 10) });
    const drawn = images(520, 3);
    for (let i = 0; i < 520; i++) drawn[784 * i] = i % 2;
    // The other real digits are all alike.
    const alike = Uint8Array.from(test);
    for (let i = 0; i < 520; i++) if (i % 10 > 1) alike.fill(0, 784 * i, 784 * (i + 1));
    const parts = { ...over(drawn), test: alike, asked: some };
    const { asked: found } = await evaluateDigits(parts, ignore);
    expect(found?.agreementByLabel).toEqual([
      { label: 0, agreement: 1 },
      { label: 1, agreement: 1 },
    ]);
    expect(found?.variety).toBeCloseTo(1, 1);
  });

  it('finds the hand in digits that have one', async () => {
    // Each hand's digits are of one stroke, whose slant and width are its own.
    const drawn = new Uint8Array(520 * 784);
    const strokes = new Set<string>();
    for (let i = 0; i < 520; i++) {
      const { label, hand } = asked(i);
      const digit = drawn.subarray(784 * i, 784 * (i + 1));
      for (let row = 4; row < 24; row++) {
        const left = 10 + Math.round((((hand % 9) - 4) / 8) * (14 - row));
        digit.fill(255, 28 * row + left, 28 * row + left + 2 + (hand % 4));
      }
      const { slant, strokeWidth } = measureTraits(digit);
      strokes.add(`${slant} ${strokeWidth}`);
      digit.set([label, 255]);
    }
    expect(strokes.size).toBeGreaterThan(30);
    const { asked: found } = await evaluateDigits({ ...over(drawn), asked }, ignore);
    expect(found?.hands?.slant).toBeGreaterThan(0.95);
    expect(found?.hands?.strokeWidth).toBeGreaterThan(0.95);
  });
});
