import { existsSync, mkdirSync, readFileSync, truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { FeatureMoments } from '../../../../src-main/engine/quality/feature-moments.js';
import { referenceMoments } from '../../../../src-main/engine/quality/reference-moments.js';
import { temporaryFolder } from '../../../helpers/temporary-folder.js';

let recognised = 0;
/** Two features: the first two pixels; the class is the last digit of the first. */
const recogniser = {
  featureCount: 2,
  recognise(images: Uint8Array) {
    const count = images.length / 784;
    recognised += count;
    const features = Float32Array.from(
      { length: 2 * count },
      (_, place) => images[Math.floor(place / 2) * 784 + (place % 2)] ?? 0,
    );
    const probabilities = new Float32Array(10 * count);
    for (let i = 0; i < count; i++) probabilities[10 * i + ((images[784 * i] ?? 0) % 10)] = 0.9;
    return { features, probabilities };
  },
};

const images = Uint8Array.from({ length: 700 * 784 }, (_, place) => (place * 31) % 251);
const parts = {
  images,
  recogniser,
  recogniserVersion: 'first',
};
const between = async () => {};

let file: string;
beforeEach(() => {
  const cache = temporaryFolder();
  vi.stubEnv('DIGITS_CACHE_DIR', cache);
  file = join(cache, 'reference-moments.json');
  recognised = 0;
  return () => vi.unstubAllEnvs();
});

describe('referenceMoments', () => {
  it('are found once and then read, to the last digit', async () => {
    const expected = new FeatureMoments(2);
    expected.add(recogniser.recognise(images).features);
    recognised = 0;
    const first = await referenceMoments(parts, between);
    expect(first.mean[0]).toBeCloseTo(expected.moments().mean[0] ?? 0, 9);
    expect(recognised).toBe(700);
    expect(await referenceMoments(parts, between)).toEqual(first);
    expect(recognised).toBe(700);
  });

  it('tell what the recogniser takes the images for', async () => {
    const { classShare } = await referenceMoments(parts, between);
    const expected = new Array<number>(10).fill(0);
    for (let i = 0; i < 700; i++) {
      const digit = (images[784 * i] ?? 0) % 10;
      expected[digit] = (expected[digit] ?? 0) + 1 / 700;
    }
    for (const [digit, share] of classShare.entries())
      expect(share).toBeCloseTo(expected[digit] ?? -1);
    expect(classShare).toHaveLength(10);
    expect(new Set(classShare).size).toBeGreaterThan(1);
  });

  it('are found anew where the file is from before classes were told', async () => {
    const first = await referenceMoments(parts, between);
    const { classShare: _, ...before } = JSON.parse(readFileSync(file, 'utf8'));
    writeFileSync(file, JSON.stringify(before));
    expect(await referenceMoments(parts, between)).toEqual(first);
    expect(recognised).toBe(2 * 700);
  });

  it('are found anew for other images and for another recogniser', async () => {
    await referenceMoments(parts, between);
    await referenceMoments({ ...parts, images: images.toReversed() }, between);
    await referenceMoments({ ...parts, recogniserVersion: 'second' }, between);
    expect(recognised).toBe(3 * 700);
  });

  it('are found anew when their file is damaged', async () => {
    const first = await referenceMoments(parts, between);
    truncateSync(file, 50);
    expect(await referenceMoments(parts, between)).toEqual(first);
    const { key } = JSON.parse(readFileSync(file, 'utf8'));
    for (const content of [
      { key, mean: [1, 2], covariance: [[1, 2]] },
      { key, mean: ['1'] },
    ]) {
      writeFileSync(file, JSON.stringify(content));
      expect(await referenceMoments(parts, between)).toEqual(first);
    }
    expect(recognised).toBe(4 * 700);
  });

  it('do without the file where it can not be written', async () => {
    mkdirSync(file);
    expect((await referenceMoments(parts, between)).mean).toHaveLength(2);
    expect(existsSync(join(file, 'key'))).toBe(false);
  });

  it('take an even sample of many images', async () => {
    const many = new Uint8Array(20_001 * 784);
    const found = await referenceMoments({ ...parts, images: many }, between);
    expect(recognised).toBe(10_000);
    expect([...found.mean]).toEqual([0, 0]);
  });
});
