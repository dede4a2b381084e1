import { readFile, stat } from 'node:fs/promises';
import * as tf from '@tensorflow/tfjs';
import { AppError } from '../../../src-shared/contract/errors.js';
import { elementCount, type WeightInfo } from '../../../src-shared/networks/layer-table.js';
import { fileError } from '../../files/system-errors.js';

/** How a file holds weights: float16 takes half of the room and gives three decimal digits. */
export type WeightStorage = 'float32' | 'float16';

const bytesPerValue = { float32: 4, float16: 2 } as const satisfies Record<WeightStorage, number>;

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
 * @throws AppError INVALID_MODEL when its size is another; NOT_FOUND
 */
export async function readWeights(
  path: string,
  weights: readonly Pick<WeightInfo, 'shape'>[],
  storage: WeightStorage = 'float32',
): Promise<Float32Array[]> {
  const counts = weights.map((weight) => elementCount(weight.shape));
  const total = counts.reduce((sum, count) => sum + count, 0);
  const expected = bytesPerValue[storage] * total;
  const { size } = await stat(path).catch((error) => {
    throw fileError(error, path, 'read');
  });
  if (size !== expected) {
    throw new AppError(
      'INVALID_MODEL',
      `${path} holds ${size} bytes, but its network needs exactly ${expected}. The file is half written or belongs to another network.`,
      { details: { path, size, expected } },
    );
  }
  // readFile may return a part of a shared buffer that is not aligned to four bytes.
  const { buffer } = new Uint8Array(await readFile(path));
  const all = storage === 'float16' ? fromFloat16(buffer, total) : new Float32Array(buffer);
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
