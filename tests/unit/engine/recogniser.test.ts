import { cp, readdir, readFile, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import * as tf from '@tensorflow/tfjs';
import { beforeAll, describe, expect, it } from 'vitest';
import { startBackend } from '../../../src-main/engine/backend/start-backend.js';
import { openNetwork } from '../../../src-main/engine/models/model-folder.js';
import { legibleShare } from '../../../src-main/engine/quality/legible-share.js';
import { topClasses } from '../../../src-main/engine/quality/top-classes.js';
import { openRecogniser, type Recogniser } from '../../../src-main/engine/recogniser/recogniser.js';
import { loadMnist } from '../../../src-main/files/idx/mnist.js';
import { RandomSequence } from '../../../src-shared/random/streams.js';
import { temporaryFolder } from '../../helpers/temporary-folder.js';

const pixels = 28 * 28;
const place = (path: string) => fileURLToPath(new URL(`../../../${path}`, import.meta.url));
const shipped = place('resources/recogniser');
const folders = {
  recogniser: undefined,
  judge: place('tests/judge'),
  'second reader': place('resources/second-reader'),
};

let test: Awaited<ReturnType<typeof loadMnist>>;
beforeAll(async () => {
  await startBackend();
  test = await loadMnist('t10k');
});

/** What each image is taken for. */
function read(recogniser: Recogniser, images: Uint8Array) {
  const { probabilities, features } = recogniser.recognise(images);
  const classes = Array.from({ length: images.length / pixels }, (_, i) => {
    const shares = row(probabilities, i);
    return shares.indexOf(Math.max(...shares));
  });
  return { probabilities, features, classes };
}

const row = (values: Float32Array, i: number) => values.subarray(10 * i, 10 * (i + 1));

describe.each(Object.entries(folders))('the %s', (_name, folder) => {
  it('reads 99% and more of the first 2,000 test images, the same alone and among others', async () => {
    const recogniser = await openRecogniser(folder);
    const count = 2_000;
    const images = test.images.subarray(0, count * pixels);
    const { probabilities, features, classes } = read(recogniser, images);
    expect(features).toHaveLength(count * recogniser.featureCount);
    const right = classes.filter((digit, i) => digit === test.labels[i]);
    expect(right.length / count).toBeGreaterThanOrEqual(0.99);
    for (let i = 0; i < count; i++) {
      expect(row(probabilities, i).reduce((sum, share) => sum + share, 0)).toBeCloseTo(1, 5);
    }
    for (const i of [0, 777, 1_999]) {
      const alone = recogniser.recognise(images.subarray(i * pixels, (i + 1) * pixels));
      for (const [digit, share] of alone.probabilities.entries()) {
        expect(row(probabilities, i)[digit]).toBeCloseTo(share, 5);
      }
    }
    recogniser.dispose();
  });

  it('is unsure of what is no digit, and hardly less sure of digits', async () => {
    const recogniser = await openRecogniser(folder);
    const sure = (images: Uint8Array) => {
      const { confidences } = topClasses(recogniser.recognise(images).probabilities);
      return {
        legible: legibleShare(confidences),
        mostly: confidences.filter((confidence) => confidence >= 0.5).length / confidences.length,
      };
    };
    const blanks = Uint8Array.from({ length: 256 * pixels }, (_, i) => Math.floor(i / pixels));
    const sequence = new RandomSequence(11, { stream: 'latent', index: 0 });
    const noise = Uint8Array.from({ length: 500 * pixels }, () => sequence.nextBelow(256));
    const dots = noise.map((level) => (level < 64 ? 255 : 0));
    for (const images of [blanks, noise, dots]) {
      const { legible, mostly } = sure(images);
      expect(legible).toBeLessThan(0.02);
      expect(mostly).toBeLessThan(0.05);
    }
    expect(sure(test.images.subarray(0, 2_000 * pixels)).legible).toBeGreaterThan(0.95);
    recogniser.dispose();
  });

  it('fits into a megabyte', async () => {
    const home = folder ?? shipped;
    const sizes = await Promise.all(
      (await readdir(home)).map(async (name) => (await stat(join(home, name))).size),
    );
    expect(sizes.reduce((sum, size) => sum + size, 0)).toBeLessThanOrEqual(1_000_000);
  });
});

it('they learnt from other halves of the images, and know what they are worth', async () => {
  const read = async (folder: string) =>
    JSON.parse(await readFile(join(folder, 'recogniser.json'), 'utf8'));
  const all = await Promise.all([shipped, folders.judge, folders['second reader']].map(read));
  const names = all.map(({ architecture }) => architecture);
  expect(names).toEqual(['recogniser', 'judge', 'second-reader']);
  const halves = all.map(({ trainingImages }) => trainingImages.half);
  expect(halves).toEqual(['even pairs', 'odd pairs', 'odd pairs']);
  expect(new Set(all.map(({ seed }) => seed)).size).toBe(3);
  for (const { test, nonDigits } of all) {
    expect(nonDigits.legible).toBeLessThan(0.05);
    expect(test.accuracy).toBeGreaterThanOrEqual(0.994);
    expect(test.ece).toBeLessThan(0.01);
  }
});

it('the shipped model opens in plain tfjs', async () => {
  const json = JSON.parse(await readFile(join(shipped, 'model.json'), 'utf8'));
  const bytes = await readFile(join(shipped, 'weights.bin'));
  const plain = await tf.loadLayersModel(
    tf.io.fromMemory({
      modelTopology: json.modelTopology,
      weightSpecs: json.weightsManifest[0].weights,
      weightData: new Uint8Array(bytes).buffer,
    }),
  );
  const images = test.images.subarray(0, 20 * pixels);
  const input = tf.tensor4d(Float32Array.from(images), [20, 28, 28, 1]).div(127.5).sub(1);
  const classes = (plain.predict(input) as tf.Tensor).argMax(-1).dataSync();
  expect([...classes]).toEqual([...test.labels.subarray(0, 20)]);
});

describe('a damaged folder is refused', () => {
  const edit = async (path: string, change: object) => {
    const json = JSON.parse(await readFile(path, 'utf8'));
    await writeFile(path, JSON.stringify({ ...json, ...change }));
  };
  const editWeights = async (folder: string, change: (bytes: Buffer) => Buffer) => {
    const path = join(folder, 'weights.bin');
    await writeFile(path, change(await readFile(path)));
  };
  const record = (folder: string) => join(folder, 'recogniser.json');
  const cases: [string, (folder: string) => Promise<void>, RegExp][] = [
    [
      'a temperature out of range',
      (folder) => edit(record(folder), { temperature: 0 }),
      /recogniser\.json is not .*temperature/,
    ],
    [
      'a record of another network',
      (folder) => edit(record(folder), { architecture: 'judge' }),
      /model\.json is not a judge/,
    ],
    ['half a record', (folder) => writeFile(record(folder), '{"formatVersion": 1'), /not JSON/],
    ['a huge record', (folder) => writeFile(record(folder), ' '.repeat(70_000)), /70 kB/],
    [
      'weights cut off',
      (folder) => editWeights(folder, (bytes) => bytes.subarray(0, -4)),
      /needs exactly/,
    ],
    [
      'weights that are no numbers',
      (folder) =>
        editWeights(folder, (bytes) => {
          bytes.writeFloatLE(Number.NaN, 400);
          return bytes;
        }),
      /not a number/,
    ],
    [
      'a negative variance',
      (folder) =>
        editWeights(folder, (bytes) => {
          // After the first kernel of 144 come 16 each of gamma, beta, mean and variance.
          bytes.writeFloatLE(-1, 4 * (144 + 3 * 16));
          return bytes;
        }),
      /batch_normalization\/moving_variance/,
    ],
  ];
  it.each(cases)('for %s', async (_what, spoil, message) => {
    const folder = join(temporaryFolder(), 'spoilt');
    await cp(shipped, folder, { recursive: true });
    await spoil(folder);
    await expect(openRecogniser(folder)).rejects.toMatchObject({
      code: 'INVALID_MODEL',
      message: expect.stringMatching(message),
    });
  });

  it('for one that is not there', async () => {
    await expect(openRecogniser(join(temporaryFolder(), 'none'))).rejects.toMatchObject({
      code: 'NOT_FOUND',
    });
  });

  it('where a generator or discriminator is wanted', async () => {
    await expect(openNetwork(shipped)).rejects.toMatchObject({
      code: 'INVALID_MODEL',
      message: expect.stringMatching(/not a generator or discriminator/),
    });
  });
});
