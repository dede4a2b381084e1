import { describe, expect, it } from 'vitest';
import { nonDigits } from '../../../src-main/engine/recogniser/non-digits.js';
import { trainingBatch } from '../../../src-main/engine/recogniser/training-batch.js';

const pixels = 28 * 28;

/** Of each class two digits: a square of ten by ten somewhere, of the class's own grey level. */
const digits = {
  count: 20,
  labels: Uint8Array.from({ length: 20 }, (_, i) => i % 10),
  images: Uint8Array.from({ length: 20 * pixels }, (_, i) => {
    const [image, x, y] = [Math.floor(i / pixels), i % 28, Math.floor((i % pixels) / 28)];
    const [left, top] = [image % 10, image % 7];
    const isInk = x >= left && x < left + 10 && y >= top && y < top + 10;
    return isInk ? 20 + (image % 10) : 0;
  }),
};

const image = (images: Uint8Array, i: number) => images.subarray(i * pixels, (i + 1) * pixels);

/** Its grey levels in order: what a shuffle leaves as it is. */
const levels = (pixelsOfOne: Uint8Array) => pixelsOfOne.toSorted().join();
const digitLevels = Array.from({ length: 20 }, (_, i) => levels(image(digits.images, i)));

describe('non-digits', () => {
  const count = 400;
  const all = nonDigits(digits, { seed: 1, first: 0, count });
  const each = Array.from({ length: count }, (_, i) => image(all, i));

  it('depend on the seed and their place alone', () => {
    expect(nonDigits(digits, { seed: 1, first: 300, count: 100 })).toEqual(
      all.subarray(300 * pixels),
    );
    expect(nonDigits(digits, { seed: 2, first: 0, count })).not.toEqual(all);
    expect(nonDigits(digits, { seed: 1, first: 0, count: 0 })).toHaveLength(0);
  });

  it('are of every kind: blanks, noise, digits cut up', () => {
    const blanks = each.filter((one) => one.every((level) => level === one[0]));
    expect(blanks.length).toBeGreaterThan(count / 10);
    expect(blanks.filter(([level]) => level === 0).length).toBeGreaterThan(count / 20);
    expect(new Set(blanks.map(([level]) => level)).size).toBeGreaterThan(10);

    const shuffled = each.filter((one) => digitLevels.includes(levels(one)));
    expect(shuffled.length).toBeGreaterThan(count / 5);
    const whole = Array.from({ length: 20 }, (_, i) => image(digits.images, i).join());
    for (const one of shuffled) expect(whole).not.toContain(one.join());

    const noise = each.filter((one) => Math.max(...one) > 40 && new Set(one).size > 1);
    expect(noise.length).toBeGreaterThan(count / 5);
    expect(all.some((level) => level > 240)).toBe(true);
  });
});

describe('a batch of a training', () => {
  const indices = Int32Array.of(3, 17, 0);
  const place = { seed: 5, step: 2, firstImage: 6, nonDigits: 4 };
  const { images, labels, nonDigits: others } = trainingBatch(digits, indices, place);

  it('is in [-1, 1]: digits with their classes, and other non-digits at each step', () => {
    expect(images).toHaveLength(3 * pixels);
    expect([...labels]).toEqual([3, 7, 0]);
    for (const values of [images, others]) {
      expect(values.every((value) => value >= -1 && value <= 1)).toBe(true);
    }
    expect(others).toEqual(
      Float32Array.from(
        nonDigits(digits, { seed: 5, first: 8, count: 4 }),
        (level) => level / 127.5 - 1,
      ),
    );
    const alone = trainingBatch(digits, indices, { ...place, nonDigits: 0 });
    expect(alone).toEqual({ images, labels, nonDigits: new Float32Array() });
  });
});
