import { execFileSync } from 'node:child_process';
import { symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { loadDataset, reloadDataset } from '../../../src-main/engine/data/dataset.js';
import { folderWith, idx } from '../../helpers/idx-files.js';
import { temporaryFolder } from '../../helpers/temporary-folder.js';

/** Images that tell which file was taken: their number is the file's. */
const images = (count: number) => idx([count, 28, 28], new Uint8Array(count * 784));
const bytes = (...labels: number[]) => idx([labels.length], Uint8Array.from(labels));
/** Labels as QMNIST has them: the class, then seven numbers of where the digit comes from. */
function qmnistLabels(...labels: number[]): Buffer {
  const values = Buffer.alloc(labels.length * 32);
  for (const [i, label] of labels.entries()) {
    for (let column = 0; column < 8; column++)
      values.writeInt32BE(column ? 1000 : label, i * 32 + 4 * column);
  }
  return idx([labels.length, 8], values, 12);
}

type Files = Readonly<Record<string, Uint8Array>>;
const junk = Buffer.from('Mac OS X        ');

/** Folders as each data set is unpacked: the training images' file, and the labels that go with it. */
const unpacked: readonly [
  dataSet: string,
  files: Files,
  file: string,
  labels: readonly number[],
][] = [
  [
    'MNIST and Fashion-MNIST, packed',
    {
      't10k-images-idx3-ubyte.gz': gzipSync(images(1)),
      't10k-labels-idx1-ubyte.gz': gzipSync(bytes(9)),
      'train-images-idx3-ubyte.gz': gzipSync(images(2)),
      'train-labels-idx1-ubyte.gz': gzipSync(bytes(3, 4)),
    },
    'train-images-idx3-ubyte.gz',
    [3, 4],
  ],
  [
    "MNIST as torchvision leaves it: both forms of each file, in a folder of a Mac's",
    {
      '.DS_Store': junk,
      '._train-images-idx3-ubyte': junk,
      '._train-labels-idx1-ubyte': junk,
      't10k-images-idx3-ubyte': images(1),
      'train-images-idx3-ubyte': images(2),
      'train-images-idx3-ubyte.gz': gzipSync(images(2)),
      'train-labels-idx1-ubyte': bytes(3, 4),
      'train-labels-idx1-ubyte.gz': gzipSync(bytes(3, 4)),
    },
    'train-images-idx3-ubyte',
    [3, 4],
  ],
  [
    'MNIST of Kaggle, with dots',
    {
      't10k-images.idx3-ubyte': images(1),
      'train-images.idx3-ubyte': images(2),
      'train-labels.idx1-ubyte': bytes(3, 4),
    },
    'train-images.idx3-ubyte',
    [3, 4],
  ],
  [
    'MNIST of Kaggle, each file in a folder of its name',
    {
      't10k-images-idx3-ubyte/t10k-images-idx3-ubyte': images(1),
      'train-images-idx3-ubyte/train-images-idx3-ubyte': images(2),
      'train-images-idx3-ubyte/._train-images-idx3-ubyte': junk,
      'train-labels-idx1-ubyte/train-labels-idx1-ubyte': bytes(3, 4),
    },
    join('train-images-idx3-ubyte', 'train-images-idx3-ubyte'),
    [3, 4],
  ],
  [
    'one part of EMNIST',
    {
      'emnist-letters-mapping.txt': junk,
      'emnist-letters-test-images-idx3-ubyte.gz': gzipSync(images(1)),
      'emnist-letters-test-labels-idx1-ubyte.gz': gzipSync(bytes(9)),
      'emnist-letters-train-images-idx3-ubyte.gz': gzipSync(images(2)),
      'emnist-letters-train-labels-idx1-ubyte.gz': gzipSync(bytes(13, 26)),
    },
    'emnist-letters-train-images-idx3-ubyte.gz',
    [13, 26],
  ],
  [
    'QMNIST, whose labels are eight integers',
    {
      'qmnist-test-images-idx3-ubyte': images(1),
      'qmnist-test-labels-idx2-int': qmnistLabels(9),
      'qmnist-train-images-idx3-ubyte': images(2),
      'qmnist-train-labels-idx2-int': qmnistLabels(3, 4),
      'qmnist-train-labels.tsv': junk,
      'xnist-images-idx3-ubyte': images(1),
    },
    'qmnist-train-images-idx3-ubyte',
    [3, 4],
  ],
  [
    'KMNIST under a name of its own',
    {
      'kmnist-t10k-images-idx3-ubyte': images(1),
      'kmnist-train-images-idx3-ubyte': images(2),
      'kmnist-train-labels-idx1-ubyte': bytes(3, 4),
    },
    'kmnist-train-images-idx3-ubyte',
    [3, 4],
  ],
  [
    'a set without a part in its name, in capitals',
    { 'METERS.IDX3-UBYTE': images(2), 'METERS.IDX1-UBYTE': bytes(3, 4) },
    'METERS.IDX3-UBYTE',
    [3, 4],
  ],
];

describe('a data folder', () => {
  it.each(unpacked)('is known: %s', async (_, files, file, labels) => {
    const { file: found, training } = await loadDataset(await folderWith(files));
    expect({ found, count: training.count, labels: [...training.labels] }).toEqual({
      ...{ found: file, count: 2, labels },
    });
  });

  const parts = ['balanced', 'byclass', 'bymerge', 'digits', 'letters', 'mnist'];
  const nameOf = (part: string) => `emnist-${part}-train-images-idx3-ubyte.gz`;

  it('of several data sets is refused, with their names and what to do', async () => {
    const files = Object.fromEntries(parts.map((part) => [nameOf(part), images(1)]));
    const folder = await folderWith(files);
    await expect(loadDataset(folder)).rejects.toMatchObject({
      code: 'INVALID_DATA',
      message: `${folder} holds the images of 6 data sets: ${parts.map(nameOf).join(', ')}. Name the file to train on itself, such as --data ${join(folder, nameOf('balanced'))}, or put it into a folder of its own with its labels.`,
    });
  });

  it.each([
    't10k-images-idx3-ubyte',
    'emnist-digits-test-images-idx3-ubyte',
    'test-images.idx3-ubyte',
  ])('of test images alone is refused: %s', async (name) => {
    const folder = await folderWith({ [name]: images(1) });
    await expect(loadDataset(folder)).rejects.toMatchObject({
      code: 'INVALID_DATA',
      message: expect.stringContaining(`holds test images only: ${name}. `),
    });
    expect(await loadDataset(join(folder, name))).toMatchObject({ folder, file: name });
  });

  it('says where images are that lie in a folder of it', async () => {
    const folder = await folderWith({ 'raw/train-images-idx3-ubyte': images(1) });
    await expect(loadDataset(folder)).rejects.toMatchObject({
      message: expect.stringContaining(`There are some in ${join(folder, 'raw')}.`),
    });
  });

  it('may hold links to files, and pipes and devices are passed over or refused', async () => {
    const elsewhere = await folderWith({ blob: images(2) });
    const folder = temporaryFolder();
    execFileSync('mkfifo', [join(folder, 'train-images-idx3-ubyte')]);
    const refused = {
      code: 'INVALID_DATA',
      message: expect.stringMatching(/no regular file|not a file/),
    };
    await expect(loadDataset(folder)).rejects.toMatchObject(refused);
    await expect(loadDataset(join(folder, 'train-images-idx3-ubyte'))).rejects.toMatchObject(
      refused,
    );
    symlinkSync('/dev/zero', join(folder, 'zero-train-images-idx3-ubyte'));
    await expect(loadDataset(join(folder, 'zero-train-images-idx3-ubyte'))).rejects.toMatchObject(
      refused,
    );
    symlinkSync(join(elsewhere, 'blob'), join(folder, 'train-images.idx3-ubyte'));
    expect(await loadDataset(folder)).toMatchObject({ file: 'train-images.idx3-ubyte' });
    execFileSync('mkfifo', [join(folder, 'train-labels.idx1-ubyte')]);
    await expect(loadDataset(folder)).rejects.toMatchObject(refused);
    expect((await loadDataset(folder, { labelled: false })).training.count).toBe(2);
  });

  it('or the file itself, in a folder of its name too, finds its labels', async () => {
    const folder = await folderWith({
      'train-images-idx3-ubyte/train-images-idx3-ubyte': images(2),
      'train-labels-idx1-ubyte/train-labels-idx1-ubyte': bytes(3, 4),
      'emnist-digits-train-images-idx3-ubyte': images(1),
      'emnist-digits-train-labels-idx1-ubyte': bytes(7),
    });
    const labelsOf = async (...path: string[]) => [
      ...(await loadDataset(join(folder, ...path))).training.labels,
    ];
    expect(await labelsOf('train-images-idx3-ubyte')).toEqual([3, 4]);
    const inner = 'train-images-idx3-ubyte';
    expect(await labelsOf(inner, inner)).toEqual([3, 4]);
    expect(await labelsOf('emnist-digits-train-images-idx3-ubyte')).toEqual([7]);
  });

  it('says that a file of labels holds no images, and that QMNIST has a label out of bounds', async () => {
    const folder = await folderWith({
      'train-labels-idx1-ubyte': bytes(3, 4),
      'train-images-idx3-ubyte': images(2),
      'qmnist-train-images-idx3-ubyte': images(1),
      'qmnist-train-labels-idx2-int': qmnistLabels(300),
    });
    await expect(loadDataset(join(folder, 'train-labels-idx1-ubyte'))).rejects.toThrow(
      /holds 2 values, as a file of labels does; images of 28 × 28/,
    );
    await expect(loadDataset(join(folder, 'qmnist-train-images-idx3-ubyte'))).rejects.toThrow(
      /label of image 0 is 300/,
    );
  });
});

describe('a data set that a run was trained on', () => {
  const options = { labelled: true, limit: 2, transpose: false, invert: false };

  it('is found again where it was, unpacked, renamed, and where the record does not name it', async () => {
    const packed = await folderWith({ 'mine-train-images-idx3-ubyte.gz': gzipSync(images(2)) });
    const { file, training } = await loadDataset(packed);
    const { sha256 } = training;
    const again = (folder: string, name?: string) =>
      reloadDataset({ folder, ...(name === undefined ? {} : { file: name }), sha256 }, options);
    expect(await again(packed, file ?? '')).toMatchObject({ file });
    const folder = await folderWith({
      't10k-images-idx3-ubyte': images(2),
      'train-images-idx3-ubyte': images(3),
      'damaged-idx3-ubyte': junk,
    });
    // An older run may have been trained on what is a test file.
    expect(await again(folder)).toMatchObject({ file: 't10k-images-idx3-ubyte' });
    expect(await again(folder, file ?? '')).toMatchObject({ file: 't10k-images-idx3-ubyte' });
  });

  it('is told to be another where no file has its images', async () => {
    const folder = await folderWith({ 'train-images-idx3-ubyte': images(3) });
    expect(await reloadDataset({ folder, sha256: 'x' }, options)).toBeNull();
    const none = reloadDataset({ folder, file: 'gone', sha256: 'x' }, options);
    await expect(none).rejects.toMatchObject({ code: 'NOT_FOUND' });
  });
});
