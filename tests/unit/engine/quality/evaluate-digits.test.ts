import { beforeAll, describe, expect, it } from 'vitest';
import { startBackend } from '../../../../src-main/engine/backend/start-backend.js';
import type { JobProgress } from '../../../../src-main/engine/quality/do-jobs.js';
import {
  type EvaluationParts,
  evaluateDigits,
} from '../../../../src-main/engine/quality/evaluate-digits.js';
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
    const { frechet, memorisation } = await evaluateDigits(over(test), ignore);
    expect(frechet.value).toBeCloseTo(frechet.floor, 10);
    expect(memorisation.generated).toEqual(memorisation.test);
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
