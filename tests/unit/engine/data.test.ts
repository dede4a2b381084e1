import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { labelRecord, loadDataset } from '../../../src-main/engine/data/dataset.js';
import { epochBatches } from '../../../src-main/engine/data/epoch-batches.js';
import { loadMnist } from '../../../src-main/files/idx/mnist.js';
import { stepsPerEpoch } from '../../../src-shared/config/training.js';
import { folderWith, idx } from '../../helpers/idx-files.js';
import { temporaryFolder } from '../../helpers/temporary-folder.js';

const threeImages = Uint8Array.from({ length: 3 * 784 }, (_, i) => i % 251);

describe('MNIST', () => {
  it('is whole: 60,000 training and 10,000 test images with labels, checksums verified', async () => {
    const training = await loadMnist('train');
    const test = await loadMnist('t10k');
    expect([training.count, test.count]).toEqual([60_000, 10_000]);
    expect(training.images).toHaveLength(60_000 * 784);
    expect([...training.labels.subarray(0, 5)]).toEqual([5, 0, 4, 1, 9]);
    expect([...test.labels.subarray(0, 5)]).toEqual([7, 2, 1, 0, 4]);
  });
});

describe('another data set in IDX form', () => {
  it('is read plain and gzipped, the same', async () => {
    const images = idx([3, 28, 28], threeImages);
    const labels = idx([3], Uint8Array.of(1, 2, 3));
    const plain = await loadDataset(
      await folderWith({ 'train-images-idx3-ubyte': images, 'train-labels-idx1-ubyte': labels }),
    );
    const zipped = await loadDataset(
      await folderWith({ 'meters.idx3-ubyte.gz': gzipSync(images) }),
    );
    expect(new Uint8Array(plain.training.images)).toEqual(threeImages);
    expect([...plain.training.labels]).toEqual([1, 2, 3]);
    expect(zipped.training.sha256).toBe(plain.training.sha256);
    expect(zipped.training.labels).toHaveLength(0);
  });

  const bad: [string, Record<string, Buffer>, RegExp][] = [
    [
      'is cut',
      { 'a.idx3-ubyte': idx([3, 28, 28], threeImages).subarray(0, 1000) },
      /says 3 × 28 × 28 = 2352 bytes, but 984 follow/,
    ],
    [
      'has a tail',
      { 'a.idx3-ubyte': Buffer.concat([idx([3, 28, 28], threeImages), Buffer.from([1])]) },
      /2353 follow/,
    ],
    ['is of a type unknown', { 'a.idx3-ubyte': idx([1], Uint8Array.of(1), 7) }, /type 0x7/],
    ['is something else', { 'a.idx3-ubyte': Buffer.from('hello world') }, /two zero bytes/],
    ['is empty', { 'a.idx3-ubyte': Buffer.alloc(0) }, /ends after 0 bytes/],
    [
      'holds floats',
      { 'a.idx3-ubyte': idx([3, 28, 28], threeImages, 0x0d) },
      /are floats, not unsigned bytes/,
    ],
    [
      'holds other sizes',
      { 'a.idx3-ubyte': idx([3, 28, 27], threeImages.subarray(0, 3 * 28 * 27)) },
      /28 × 28 grey pixels/,
    ],
    [
      'is a damaged gzip',
      { 'a.idx3-ubyte.gz': gzipSync(idx([3, 28, 28], threeImages)).subarray(0, 200) },
      /damaged gzip/,
    ],
    [
      'has labels of another set',
      {
        'train-images-idx3-ubyte': idx([3, 28, 28], threeImages),
        'train-labels-idx1-ubyte': idx([2], Uint8Array.of(1, 2)),
      },
      /2 labels for 3 images/,
    ],
    ['is not there', { 'readme.txt': Buffer.from('x') }, /no IDX image file/],
  ];
  for (const [what, files, message] of bad) {
    it(`says what is wrong when it ${what}`, async () => {
      await expect(loadDataset(await folderWith(files))).rejects.toMatchObject({
        code: 'INVALID_DATA',
        message: expect.stringMatching(message),
      });
    });
  }

  it('says that a folder does not exist', async () => {
    await expect(loadDataset(join(temporaryFolder(), 'none'))).rejects.toMatchObject({
      code: 'NOT_FOUND',
    });
  });
});

describe('the labels that a conditional training records', () => {
  const images = idx([3, 28, 28], threeImages);
  const labelled = async (...labels: number[]) =>
    loadDataset(
      await folderWith({
        'train-images-idx3-ubyte': images,
        'train-labels-idx1-ubyte': idx([3], Uint8Array.from(labels)),
      }),
    );

  it('are those of the images that are used, ascending, with the hash of their file', async () => {
    const record = labelRecord(await labelled(26, 1, 9), 3);
    expect(record).toEqual({
      labels: [1, 9, 26],
      labelsSha256: expect.stringMatching(/^[0-9a-f]{64}$/),
    });
    expect(labelRecord(await labelled(26, 1, 9), 2)).toEqual({ ...record, labels: [1, 26] });
    expect(labelRecord(await labelled(3, 3, 3), 3).labels).toEqual([3]);
    expect(labelRecord(await labelled(26, 1, 8), 3).labelsSha256).not.toBe(record.labelsSha256);
    expect(labelRecord(await loadDataset(null), 60_000).labels).toEqual([...Array(10).keys()]);
  });

  it('are missed in words, where there are none', async () => {
    const folder = await folderWith({ 'meters.idx3-ubyte': images });
    const dataset = await loadDataset(folder);
    expect(() => labelRecord(dataset, 3)).toThrow(
      expect.objectContaining({
        code: 'INVALID_DATA',
        message: `${folder} has no labels, and a conditional training learns from them: a file named like meters-idx1-ubyte belongs beside the images. Add it, or train a GAN on the images alone with --kind gan.`,
      }),
    );
  });
});

describe('batches of an epoch', () => {
  const plan = { images: 103, batchSize: 10, seed: 5 };

  it('hold every image once, the last short batch included', () => {
    const batches = [...epochBatches(plan, { epoch: 0, firstBatch: 0 })];
    expect(batches).toHaveLength(stepsPerEpoch(plan));
    expect(batches.map((batch) => batch.length)).toEqual([...new Array<number>(10).fill(10), 3]);
    const all = batches.flatMap((batch) => [...batch]).sort((a, b) => a - b);
    expect(all).toEqual(Array.from({ length: 103 }, (_, i) => i));
  });

  it('go on in the middle as they would have, and differ between epochs', () => {
    const whole = [...epochBatches(plan, { epoch: 3, firstBatch: 0 })];
    expect([...epochBatches(plan, { epoch: 3, firstBatch: 7 })]).toEqual(whole.slice(7));
    expect([...epochBatches(plan, { epoch: 4, firstBatch: 0 })]).not.toEqual(whole);
  });
});
