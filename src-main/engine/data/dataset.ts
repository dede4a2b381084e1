import { stat } from 'node:fs/promises';
import { basename, dirname, join, relative, resolve } from 'node:path';
import { AppError } from '../../../src-shared/contract/errors.js';
import type { DatasetRecord } from '../../../src-shared/contract/runs.js';
import { type LabelledImages, loadMnist } from '../../files/idx/mnist.js';
import { type ImagesOfFile, readImages, readLabels } from '../../files/idx/read-images.js';
import { fileError } from '../../files/system-errors.js';
import { findImages, findLabels, imageFiles } from './find-images.js';
import { labelNames } from './idx-names.js';
import { type Turning, turnImages } from './turn-images.js';

export interface Dataset {
  readonly name: string;
  /** Null for the built-in MNIST. */
  readonly folder: string | null;
  /** The images' file in the folder; null for the built-in MNIST. */
  readonly file: string | null;
  readonly training: LabelledImages;
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

async function mnist(turning: Turning): Promise<Dataset> {
  const training = await loadMnist('train');
  turnImages(training.images, turning);
  return { name: 'mnist', folder: null, file: null, training };
}

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
  turning: Turning,
): LabelledImages {
  turnImages(images, turning);
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
