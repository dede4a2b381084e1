// How fast this machine convolves at best: the networks' convolutions, one by one, on TensorFlow's own kernels.
import { convolutions } from './network-work.mjs';
import { options } from './worker-loop.mjs';

/** @typedef {import('../../src-main/engine/backend/native-ops.js').NativeOps} NativeOps */
/** @typedef {import('./network-work.mjs').Convolution} Convolution */

const bfloat16 = 14;

/** @param {NativeOps} native */
export async function createPeakMeter(native) {
  const { binding } = native;
  const type = options.precision === 'bfloat16' ? bfloat16 : binding.TF_FLOAT;

  /** @param {number[]} shape */
  const sizes = (shape) =>
    binding.createTensor([shape.length], binding.TF_INT32, Int32Array.from(shape));

  /** @param {number[]} shape */
  function random(shape) {
    const size = sizes(shape);
    const attributes = [
      native.type('dtype', type),
      native.type('T', binding.TF_INT32),
      native.int('seed', 1),
      native.int('seed2', 1),
    ];
    const { id } = native.runOne('RandomStandardNormal', attributes, [size]);
    native.delete(size);
    return id;
  }

  /**
   * @param {string} op
   * @param {number} strides
   * @param {number[]} inputs deleted with the result
   */
  function secondsOf(op, strides, inputs) {
    const attributes = [
      native.type('T', type),
      native.int('strides', [1, strides, strides, 1]),
      native.text('padding', 'SAME'),
      native.text('data_format', 'NHWC'),
      native.bool('use_cudnn_on_gpu', true),
      native.int('dilations', [1, 1, 1, 1]),
    ];
    const start = performance.now();
    const { id } = native.runOne(op, attributes, inputs);
    const seconds = (performance.now() - start) / 1000;
    native.delete(id, ...inputs);
    return seconds;
  }

  /**
   * GFLOP/s of the three passes; a stride of 1 also goes forward from the small image to the large one.
   * @param {Convolution} convolution
   */
  function* rates({ large, small, kernelSize, strides, flops }) {
    const batch = options.batch;
    const largeShape = [batch, ...large];
    const smallShape = [batch, ...small];
    const filterShape = [kernelSize, kernelSize, large[2], small[2]];
    const rate = (/** @type {string} */ op, /** @type {number[]} */ inputs) =>
      (flops * batch) / secondsOf(op, strides, inputs) / 1e9;
    yield rate('Conv2D', [random(largeShape), random(filterShape)]);
    yield rate('Conv2DBackpropInput', [sizes(largeShape), random(filterShape), random(smallShape)]);
    yield rate('Conv2DBackpropFilter', [
      random(largeShape),
      sizes(filterShape),
      random(smallShape),
    ]);
    if (strides === 1) {
      const swapped = [kernelSize, kernelSize, small[2], large[2]];
      yield rate('Conv2D', [random(smallShape), random(swapped)]);
    }
  }

  // A single channel is the machine's memory speed, not its peak.
  const list = (await convolutions(options.width)).filter(({ large }) => large[2] > 1);
  /** The best of them all, GFLOP/s. */
  return () => Math.max(...list.flatMap((convolution) => [...rates(convolution)]));
}
