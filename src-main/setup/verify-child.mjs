// A process of its own: a library that does not fit the processor would end the installer with it.
import { loadNativeTensorFlow } from './load-tensorflow.mjs';
import { errorMessage } from './setup-error.mjs';

try {
  const tf = loadNativeTensorFlow({ addonPath: process.argv[2] ?? '' });
  const left = tf.tensor2d([1, 2, 3, 4, 5, 6], [2, 3]);
  const right = tf.tensor2d([7, 8, 9, 10, 11, 12], [3, 2]);
  const backend = /** @type {{isUsingGpuDevice?: boolean}} */ (tf.backend());
  const product = [...tf.matMul(left, right).dataSync()];
  console.log(JSON.stringify({ product, gpu: backend.isUsingGpuDevice === true }));
} catch (error) {
  console.error(errorMessage(error));
  process.exitCode = 1;
}
