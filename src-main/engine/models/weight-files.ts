import * as tf from '@tensorflow/tfjs';
import { AppError } from '../../../src-shared/contract/errors.js';
import { elementCount, type WeightInfo } from '../../../src-shared/networks/layer-table.js';
import { withForeignFile } from '../../files/foreign-file.js';

/** How a file holds weights: float16 takes half of the room and gives three decimal digits. */
export type WeightStorage = 'float32' | 'float16';

const bytesPerValue = { float32: 4, float16: 2 } as const satisfies Record<WeightStorage, number>;

/** Bytes of a file that holds these weights and nothing else. */
export const weightBytes = (
  weights: readonly Pick<WeightInfo, 'shape'>[],
  storage: WeightStorage = 'float32',
): number =>
  weights.reduce((sum, { shape }) => sum + elementCount(shape), 0) * bytesPerValue[storage];

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

/**
 * Reads a file that must hold exactly the given weights.
 *
 * @param within the folder that it must lie in
 * @throws AppError INVALID_MODEL when its size is another; NOT_FOUND
 */
export async function readWeights(
  path: string,
  {
    weights,
    within,
    storage = 'float32',
  }: {
    weights: readonly Pick<WeightInfo, 'shape'>[];
    within: string;
    storage?: WeightStorage;
  },
): Promise<Float32Array[]> {
  const counts = weights.map((weight) => elementCount(weight.shape));
  const expected = weightBytes(weights, storage);
  const invalid = (what: string) =>
    new AppError('INVALID_MODEL', `${path} can't be read: ${what}.`, { details: { path } });
  const bounds = { maxBytes: Number.POSITIVE_INFINITY, within, invalid };
  const bytes = await withForeignFile(path, bounds, ({ size, read }) => {
    if (size === expected) return read(0, size);
    throw new AppError(
      'INVALID_MODEL',
      `${path} holds ${size} bytes, but its network needs exactly ${expected}. The file is half written or belongs to another network.`,
      { details: { path, size, expected } },
    );
  });
  if (bytes.length !== expected) throw invalid('it became shorter meanwhile');
  const all =
    storage === 'float16'
      ? fromFloat16(bytes.buffer, expected / bytesPerValue.float16)
      : new Float32Array(bytes.buffer);
  let start = 0;
  return counts.map((count) => {
    const values = all.subarray(start, start + count);
    start += count;
    return values;
  });
}

function fromFloat16(bytes: ArrayBuffer, count: number): Float32Array {
  const quantization = { dtype: 'float16', original_dtype: 'float32' } as const;
  const { all } = tf.io.decodeWeights(bytes, [
    { name: 'all', shape: [count], dtype: 'float32', quantization },
  ]);
  const values = all?.dataSync<'float32'>().slice() ?? new Float32Array();
  all?.dispose();
  return values;
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
