import * as tf from '@tensorflow/tfjs';
import { AppError } from '../../../src-shared/contract/errors.js';
import { elementCount, type WeightInfo } from '../../../src-shared/networks/layer-table.js';
import { withForeignFile } from '../../files/foreign-file.js';

/**
 * How a file holds a weight. float16 takes half of the room and gives three decimal digits; whole numbers take a
 * quarter or half of it: a value is `min` and so many times `scale`.
 */
export type WeightStorage =
  | { readonly dtype: 'float32' | 'float16' }
  | { readonly dtype: 'uint8' | 'uint16'; readonly min: number; readonly scale: number };

const bytesPerValue = { float32: 4, float16: 2, uint8: 1, uint16: 2 } as const satisfies Record<
  WeightStorage['dtype'],
  number
>;

/** A weight in a file, of float32 unless told. */
export interface StoredWeight extends Pick<WeightInfo, 'shape'> {
  readonly storage?: WeightStorage;
}

const bytesOf = ({ shape, storage }: StoredWeight): number =>
  elementCount(shape) * bytesPerValue[storage?.dtype ?? 'float32'];

/** Bytes of a file that holds these weights and nothing else. */
export const weightBytes = (weights: readonly StoredWeight[]): number =>
  weights.reduce((sum, weight) => sum + bytesOf(weight), 0);

/**
 * Float32 arrays as bytes, one after another, little-endian as tfjs stores them.
 *
 * @throws AppError DIVERGED when a value is not finite: such weights are never saved
 */
export function* finiteBytes(arrays: Iterable<Float32Array>): Generator<Uint8Array> {
  for (const array of arrays) {
    if (!allFinite(array)) {
      throw new AppError(
        'DIVERGED',
        'The weights have become infinite or not a number, so they were not saved. The last checkpoint is from before. Start again with a smaller learning rate.',
      );
    }
    yield new Uint8Array(array.buffer, array.byteOffset, array.byteLength);
  }
}

/** False when a value is NaN or infinite. */
export function allFinite(values: Float32Array): boolean {
  let sum = 0;
  for (const value of values) sum += value - value; // NaN for NaN and both infinities
  return sum === 0;
}

/** A network's values, variable by variable, so that only one is held at a time. */
export function* valuesOf(variables: readonly tf.Variable[]): Generator<Float32Array> {
  for (const variable of variables) yield variable.dataSync<'float32'>();
}

interface WeightsWanted {
  readonly weights: readonly StoredWeight[];
  /** The folder that the files must lie in. */
  readonly within: string;
}

/**
 * Reads a file that must hold exactly the given weights.
 *
 * @throws AppError INVALID_MODEL when its size is another; NOT_FOUND
 */
export const readWeights = (path: string, wanted: WeightsWanted): Promise<Float32Array[]> =>
  readShards([path], wanted);

/**
 * The same of files that hold them between them, one after another.
 *
 * @throws AppError INVALID_MODEL when their size is another; NOT_FOUND
 */
export async function readShards(
  paths: readonly string[],
  { weights, within }: WeightsWanted,
): Promise<Float32Array[]> {
  const expected = weightBytes(weights);
  const bytes = new Uint8Array(expected);
  let filled = 0;
  for (const path of paths) {
    const invalid = (what: string) =>
      new AppError('INVALID_MODEL', `${path} can't be read: ${what}.`, { details: { path } });
    const bounds = { maxBytes: Number.POSITIVE_INFINITY, within, invalid };
    await withForeignFile(path, bounds, async ({ size, read }) => {
      const isFitting =
        path === paths.at(-1) ? filled + size === expected : filled + size <= expected;
      if (!isFitting) throw wrongSize(path, { size: filled + size, expected, of: paths.length });
      const piece = await read(0, size);
      if (piece.length !== size) throw invalid('it became shorter meanwhile');
      bytes.set(piece, filled);
      filled += size;
    });
  }
  let start = 0;
  return weights.map((weight) => {
    const end = start + bytesOf(weight);
    const values = decoded(bytes.subarray(start, end), weight.storage);
    start = end;
    return values;
  });
}

/** Those of float32 where the bytes lie, if they begin at a place that is whole; others are copied. */
function decoded(
  bytes: Uint8Array<ArrayBuffer>,
  storage: WeightStorage = { dtype: 'float32' },
): Float32Array<ArrayBuffer> {
  switch (storage.dtype) {
    case 'float32':
      return bytes.byteOffset % 4 === 0
        ? new Float32Array(bytes.buffer, bytes.byteOffset, bytes.length / 4)
        : new Float32Array(bytes.slice().buffer);
    case 'float16':
      return fromFloat16(bytes.slice().buffer);
    case 'uint8':
    case 'uint16': {
      const { dtype, min, scale } = storage;
      const steps = dtype === 'uint8' ? bytes : new Uint16Array(bytes.slice().buffer);
      return Float32Array.from(steps, (step) => step * scale + min);
    }
  }
}

const wrongSize = (
  path: string,
  { size, expected, of }: { size: number; expected: number; of: number },
): AppError =>
  new AppError(
    'INVALID_MODEL',
    `${path} ${of === 1 ? 'holds' : 'and the files before it hold'} ${size} bytes, but its network needs exactly ${expected}. The file is half written or belongs to another network.`,
    { details: { path, size, expected } },
  );

/** Half precision of IEEE 754: a sign, five bits of exponent, ten of fraction. */
function fromFloat16(bytes: ArrayBuffer): Float32Array<ArrayBuffer> {
  return Float32Array.from(new Uint16Array(bytes), (half) => {
    const sign = half & 0x8000 ? -1 : 1;
    const exponent = (half >> 10) & 0x1f;
    const fraction = (half & 0x3ff) / 1024;
    if (exponent === 0x1f) return fraction === 0 ? sign * Number.POSITIVE_INFINITY : Number.NaN;
    return exponent === 0
      ? sign * fraction * 2 ** -14
      : sign * (1 + fraction) * 2 ** (exponent - 15);
  });
}

/** Puts values into a network's variables, in their order. */
export function assignWeights(
  variables: readonly tf.Variable[],
  values: readonly Float32Array[],
): void {
  variables.forEach((variable, i) => {
    tf.tidy(() => variable.assign(tf.tensor(values[i] ?? [], variable.shape)));
  });
}
