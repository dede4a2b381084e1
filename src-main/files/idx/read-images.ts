import { AppError } from '../../../src-shared/contract/errors.js';
import { type IdxFile, invalidIdx, readIdx } from './idx.js';
import { type IdxHeader, unsignedBytes, wholeNumbers } from './idx-header.js';

const size = 28;
const pixels = size * size;
/** Columns of QMNIST's labels: the class, then where the digit comes from. */
const qmnistColumns = 8;

/** The first images of an IDX file. */
export interface ImagesOfFile {
  /** [count, 28, 28] grey levels, as the file has them. */
  readonly images: Uint8Array;
  readonly count: number;
  /** Images in the file. */
  readonly total: number;
  /** Of the whole file, decompressed. */
  readonly sha256: string;
}

/**
 * @param limit images that are read at most
 * @throws AppError INVALID_DATA saying what is wrong and where; NOT_FOUND
 */
export async function readImages(path: string, limit: number): Promise<ImagesOfFile> {
  const { values, shape, sha256 } = await readIdx(path, (header) => {
    requireImages(path, header);
    return Math.min(header.shape[0] ?? 0, limit) * pixels;
  });
  return { images: values, count: values.length / pixels, total: shape[0] ?? 0, sha256 };
}

function requireImages(path: string, { type, shape }: IdxHeader): void {
  if (type !== unsignedBytes) {
    throw invalidIdx(path, `its values are ${type.name}, not ${unsignedBytes.name}`);
  }
  const [count = 0, height, width] = shape;
  if (shape.length === 3 && height === size && width === size && count > 0) return;
  const what = shape.length === 1 ? 'values, as a file of labels does' : 'values';
  throw new AppError(
    'INVALID_DATA',
    `${path} holds ${shape.join(' × ')} ${what}; images of ${size} × ${size} grey pixels are needed. Choose another file.`,
    { details: { path } },
  );
}

/** The first labels of an IDX file. */
export interface LabelsOfFile {
  /** [count], 0 to 255. */
  readonly labels: Uint8Array;
  readonly sha256: string;
}

/**
 * Labels as MNIST has them (a byte each), or QMNIST (eight integers each, of which the first is the class).
 *
 * @param images how many images the labels are for, and how many of them are used
 * @throws AppError INVALID_DATA saying what is wrong and where; NOT_FOUND
 */
export async function readLabels(
  path: string,
  images: { readonly total: number; readonly count: number },
): Promise<LabelsOfFile> {
  const file = await readIdx(path, (header) => {
    requireLabels(path, header, images.total);
    return images.count * header.type.bytes * (header.shape[1] ?? 1);
  });
  return { labels: classesOf(file, path), sha256: file.sha256 };
}

function requireLabels(path: string, { type, shape }: IdxHeader, total: number): void {
  const [count, columns = 1] = shape;
  const isColumn = shape.length === 1 || (shape.length === 2 && columns === 1);
  const isQmnist = shape.length === 2 && columns === qmnistColumns && type === wholeNumbers;
  if ((type !== unsignedBytes && type !== wholeNumbers) || !(isColumn || isQmnist)) {
    throw invalidIdx(
      path,
      `it holds ${shape.join(' × ')} ${type.name}, where labels are a byte for each image, or QMNIST's eight integers of 32 bits`,
    );
  }
  if (count === total) return;
  throw new AppError(
    'INVALID_DATA',
    `${path} holds ${count} labels for ${total} images. Use the two files of one data set.`,
    { details: { path } },
  );
}

function classesOf({ values, type, shape }: IdxFile, path: string): Uint8Array {
  if (type === unsignedBytes) return values;
  const numbers = new DataView(values.buffer, values.byteOffset, values.byteLength);
  const stride = type.bytes * (shape[1] ?? 1);
  return Uint8Array.from({ length: values.length / stride }, (_, i) => {
    const label = numbers.getInt32(i * stride);
    if (label >= 0 && label <= 255) return label;
    throw invalidIdx(path, `the label of image ${i} is ${label}, and labels go from 0 to 255`);
  });
}
