import * as tf from '@tensorflow/tfjs';
import type { NativeOps } from './native-ops.js';

/** A data set kept as bytes beside the engine, of which batches are taken by index. */
export interface ImageTable {
  /** Images of the given places, [n, 28, 28, 1] in [-1, 1]. */
  batch(indices: Int32Array): tf.Tensor4D;
  dispose(): void;
}

/** @param images [count, 28, 28] grey levels, row by row. */
export type CreateImageTable = (images: Uint8Array, count: number) => ImageTable;

const size = 28;

const toUnitRange = (pixels: tf.Tensor): tf.Tensor4D =>
  tf.tidy(() => pixels.sub(127.5).div(127.5).reshape([-1, size, size, 1]));

export const plainImageTable: CreateImageTable = (images, count) => {
  const table = tf.tensor2d(Float32Array.from(images), [count, size * size]);
  return {
    batch: (indices) => tf.tidy(() => toUnitRange(table.gather(tf.tensor1d(indices, 'int32')))),
    dispose: () => table.dispose(),
  };
};

/** Keeps the bytes in TensorFlow as uint8; a batch is one gather and one cast. */
export function nativeImageTable(native: NativeOps): CreateImageTable {
  const { backend, binding } = native;
  return (images, count) => {
    const table = binding.createTensor([count, size * size], binding.TF_UINT8, images);
    const axis = binding.createTensor([], binding.TF_INT32, Int32Array.of(0));
    const attributes = [
      native.int('batch_dims', 0),
      native.type('Tparams', binding.TF_UINT8),
      native.type('Tindices', binding.TF_INT32),
      native.type('Taxis', binding.TF_INT32),
    ];
    return {
      batch: (indices) => {
        const places = binding.createTensor([indices.length], binding.TF_INT32, indices);
        const bytes = native.runOne('GatherV2', attributes, [table, places, axis]);
        const id = native.cast(bytes.id, binding.TF_UINT8, binding.TF_FLOAT);
        native.delete(places, bytes.id);
        const pixels = backend.createOutputTensor({
          id,
          shape: bytes.shape,
          dtype: binding.TF_FLOAT,
        });
        const batch = toUnitRange(pixels);
        pixels.dispose();
        return batch;
      },
      dispose: () => native.delete(table, axis),
    };
  };
}
