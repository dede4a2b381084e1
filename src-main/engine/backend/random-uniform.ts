import * as tf from '@tensorflow/tfjs';
import { philox } from '../../../src-shared/random/philox.js';
import type { NativeOps } from './native-ops.js';

/**
 * Uniform numbers in [0, 1) of a shape: a function of the key, two unsigned 32-bit integers, alone. A
 * compiled function asks for the key at each call.
 */
export type RandomUniform = (shape: number[], key: () => readonly [number, number]) => tf.Tensor;

/** Philox in JavaScript, for engines without TensorFlow. */
export const plainRandomUniform: RandomUniform = (shape, keyOf) => {
  const key = keyOf();
  const values = new Float32Array(tf.util.sizeFromShape(shape));
  const block = new Uint32Array(4);
  for (let i = 0; i < values.length; i += 4) {
    philox(key, [i / 4, 0, 0, 0], block);
    // 24 bits: more would round up to 1 in float32.
    for (let j = 0; j < 4 && i + j < values.length; j++) {
      values[i + j] = ((block[j] ?? 0) >>> 8) / 2 ** 24;
    }
  }
  return tf.tensor(values, shape);
};

/** TensorFlow's StatelessRandomUniform: other numbers than the plain form, the same in every run. */
export function nativeRandomUniform(native: NativeOps): RandomUniform {
  const { backend, binding } = native;
  const attributes = [
    native.type('dtype', binding.TF_FLOAT),
    native.type('T', binding.TF_INT32),
    native.type('Tseed', binding.TF_INT32),
  ];
  return (shape, key) => {
    const size = tf.tensor1d(shape, 'int32');
    const seed = native.fresh(() => Int32Array.from(key()), {
      shape: [2],
      dtype: binding.TF_INT32,
    });
    const inputs = [...native.ids(size), seed];
    const values = native.runOne('StatelessRandomUniform', attributes, inputs);
    size.dispose();
    native.delete(seed);
    return backend.createOutputTensor(values);
  };
}
