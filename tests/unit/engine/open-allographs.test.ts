import { afterEach, beforeAll, expect, test, vi } from 'vitest';
import { startBackend } from '../../../src-main/engine/backend/start-backend.js';
import { shippedRecogniser } from '../../../src-main/engine/recogniser/shipped-recogniser.js';
import { openAllographs } from '../../../src-main/engine/training/open-allographs.js';
import { loadMnist } from '../../../src-main/files/idx/mnist.js';
import { completeConfig } from '../../../src-shared/config/training.js';
import { temporaryFolder } from '../../helpers/temporary-folder.js';

beforeAll(async () => {
  await startBackend();
});

afterEach(() => vi.unstubAllEnvs());

const digits = [0, 1, 2, 3, 4, 5, 6, 7, 8, 9];

/** Of the first images of MNIST. */
async function allographsOf(images: number, changes: object = {}) {
  const training = await loadMnist('train');
  const { sha256, labelsSha256 } = training;
  const dataset = { images, labels: digits, sha256, labelsSha256: labelsSha256 ?? '' };
  const config = completeConfig('tuned', changes, 1);
  let batches = 0;
  const between = async () => void batches++;
  const found = await openAllographs({ config, dataset, training }, between);
  return { found, batches, training };
}

test('of MNIST come with the program: they are those of this recogniser, and nothing is computed', async () => {
  const { found, batches, training } = await allographsOf(60_000);
  expect(batches).toBe(0);
  expect(found?.of).toHaveLength(60_000);
  const counted = digits.map((label) => {
    const own = found?.of.filter((_, i) => training.labels[i] === label) ?? [];
    return Array.from({ length: 8 }, (_, way) => own.filter((it) => it === way).length);
  });
  expect(found?.counts).toEqual(counted);

  // Images of one allograph look alike to the recogniser: two halves of them have like mean features.
  const recogniser = await shippedRecogniser();
  const [sample, width] = [4_000, recogniser.featureCount];
  const { features } = recogniser.recognise(training.images.subarray(0, sample * 28 * 28));
  const meanOf = (way: number, half: number) => {
    const own = [...Array(sample).keys()].filter(
      (i) => training.labels[i] === 7 && found?.of[i] === way && i % 2 === half,
    );
    return Array.from({ length: width }, (_, k) =>
      own.reduce((sum, i) => sum + (features[i * width + k] ?? 0) / own.length, 0),
    );
  };
  const apart = (one: readonly number[], other: readonly number[]) =>
    Math.hypot(...one.map((value, k) => value - (other[k] ?? 0)));
  const [first, second] = [0, 1].map((half) => digits.slice(0, 8).map((way) => meanOf(way, half)));
  for (const [way, mean] of first?.entries() ?? []) {
    const distances = second?.map((other) => apart(mean, other)) ?? [];
    expect(distances.indexOf(Math.min(...distances))).toBe(way);
  }
});

test('of other images are found once and kept', async () => {
  await loadMnist('train');
  vi.stubEnv('DIGITS_CACHE_DIR', temporaryFolder());
  const one = await allographsOf(600, { allographs: 3 });
  expect(one.batches).toBeGreaterThan(0);
  expect(one.found?.counts.flat().reduce((sum, count) => sum + count, 0)).toBe(600);
  expect(one.found?.counts.every((counts) => counts.length === 3)).toBe(true);
  const again = await allographsOf(600, { allographs: 3 });
  expect(again.batches).toBe(0);
  expect(again.found).toEqual(one.found);
});

test('are none for who tells none apart', async () => {
  expect((await allographsOf(600, { allographs: 0 })).found).toBeNull();
  expect((await allographsOf(600, { kind: 'gan' })).found).toBeNull();
});
