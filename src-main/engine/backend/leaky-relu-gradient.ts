import * as tf from '@tensorflow/tfjs';
import type { NativeOps } from './native-ops.js';

/**
 * tfjs composes LeakyRelu's gradient from compare, select and multiply; TensorFlow has one op for it.
 * The op has no second derivative: no gradient penalty may go through it.
 */
export function installLeakyReluGradient(native: NativeOps): void {
  tf.registerGradient({
    kernelName: 'LeakyRelu',
    inputsToSave: ['x'],
    gradFunc: (dy, saved, attributes) => ({
      x: () => {
        const [x] = saved;
        if (!x || Array.isArray(dy)) throw new Error('LeakyReluGrad needs one input');
        return native.backend.executeSingleOutput(
          'LeakyReluGrad',
          [
            native.float('alpha', Number(attributes.alpha)),
            native.type('T', native.binding.TF_FLOAT),
          ],
          [dy, x],
        );
      },
    }),
  });
}
