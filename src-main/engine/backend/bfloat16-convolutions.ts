import * as tf from '@tensorflow/tfjs';
import type { Precision } from '../../../src-shared/config/training.js';
import { bfloat16, type NativeOps } from './native-ops.js';

export type ComputePrecision = Exclude<Precision, 'auto'>;

let precision: ComputePrecision = 'float32';

/** Computes convolutions in a precision while `work` runs; weights and results stay float32. */
export function withPrecision<Result>(wanted: ComputePrecision, work: () => Result): Result {
  const before = precision;
  precision = wanted;
  try {
    return work();
  } finally {
    precision = before;
  }
}

interface ConvolutionAttributes {
  readonly strides: number | [number, number];
  readonly pad: 'valid' | 'same' | number;
  readonly dimRoundingMode?: 'floor' | 'round' | 'ceil';
}

/**
 * Puts bfloat16 forms of the three convolution kernels over tfjs's own, which keep serving
 * `withPrecision('float32', …)`. Inputs are cast, the op runs in bfloat16, its result is cast back.
 */
export function installBfloat16Convolutions(native: NativeOps): void {
  const { backend, binding } = native;

  /** `sizesAt` is the place of the op's int32 shape input, -1 where it has none. */
  const convolve = (
    op: string,
    info: tf.backend_util.Conv2DInfo,
    { inputs, sizesAt }: { inputs: tf.TensorInfo[]; sizesAt: number },
  ): tf.Tensor => {
    const scratch: number[] = [];
    const low = native.ids(...inputs).map((id, place) => {
      if (place === sizesAt) return id;
      const cast = native.cast(id, binding.TF_FLOAT, bfloat16);
      scratch.push(cast);
      return cast;
    });
    const attributes = [
      native.type('T', bfloat16),
      native.int('strides', [1, info.strideHeight, info.strideWidth, 1]),
      native.text('padding', info.padInfo.type),
      native.text('data_format', 'NHWC'),
      native.bool('use_cudnn_on_gpu', true),
      native.int('dilations', [1, 1, 1, 1]),
    ];
    const output = native.runOne(op, attributes, low);
    scratch.push(output.id);
    const id = native.cast(output.id, bfloat16, binding.TF_FLOAT);
    native.delete(...scratch);
    return backend.createOutputTensor({ id, shape: output.shape, dtype: binding.TF_FLOAT });
  };

  const infoOf = (input: number[], filter: number[], attributes: ConvolutionAttributes) =>
    tf.backend_util.computeConv2DInfo(
      shape4d(input),
      shape4d(filter),
      attributes.strides,
      1,
      attributes.pad,
      attributes.dimRoundingMode,
      false,
      'channelsLast',
    );

  override('Conv2D', (inputs, attributes) => {
    const { x, filter } = inputs;
    if (!x || !filter) return null;
    const info = infoOf(x.shape, filter.shape, attributes);
    return convolve('Conv2D', info, { inputs: [x, filter], sizesAt: -1 });
  });
  override('Conv2DBackpropInput', (inputs, attributes) => {
    const { dy, filter } = inputs;
    if (!dy || !filter) return null;
    const info = infoOf(attributes.inputShape, filter.shape, attributes);
    const sizes = tf.tensor1d(info.inShape, 'int32');
    const result = convolve('Conv2DBackpropInput', info, {
      inputs: [sizes, filter, dy],
      sizesAt: 0,
    });
    sizes.dispose();
    return result;
  });
  override('Conv2DBackpropFilter', (inputs, attributes) => {
    const { x, dy } = inputs;
    if (!x || !dy) return null;
    const info = infoOf(x.shape, attributes.filterShape, attributes);
    const sizes = tf.tensor1d(info.filterShape, 'int32');
    const result = convolve('Conv2DBackpropFilter', info, { inputs: [x, sizes, dy], sizesAt: 1 });
    sizes.dispose();
    return result;
  });
}

type KernelAttributes = ConvolutionAttributes & { inputShape: number[]; filterShape: number[] };

function override(
  kernelName: string,
  low: (
    inputs: Partial<Record<string, tf.TensorInfo>>,
    attributes: KernelAttributes,
  ) => tf.Tensor | null,
): void {
  const plain = tf.getKernel(kernelName, 'tensorflow');
  tf.unregisterKernel(kernelName, 'tensorflow');
  tf.registerKernel({
    ...plain,
    kernelFunc: (call) => {
      if (precision === 'float32') return plain.kernelFunc(call);
      const result = low(call.inputs, call.attrs as unknown as KernelAttributes);
      if (result === null) throw new Error(`${kernelName} misses an input`);
      return result;
    },
  });
}

function shape4d(shape: number[]): [number, number, number, number] {
  const [a = 1, b = 1, c = 1, d = 1] = shape;
  return [a, b, c, d];
}
