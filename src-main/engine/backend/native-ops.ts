import * as tf from '@tensorflow/tfjs';
import type {
  TensorMetadata,
  TFEOpAttr,
  TFJSBinding,
} from '@tensorflow/tfjs-node-gpu/dist/tfjs_binding.js';

/** What is used of tfjs-node's backend: its type declarations call most of these private. */
export interface NativeBackend {
  readonly binding: TFJSBinding;
  readonly isUsingGpuDevice: boolean;
  readonly tensorMap: { get(dataId: object): { id: number } };
  createOutputTensor(metadata: TensorMetadata): tf.Tensor;
  getInputTensorIds(tensors: readonly tf.TensorInfo[]): number[];
  executeSingleOutput(op: string, attributes: TFEOpAttr[], inputs: tf.TensorInfo[]): tf.Tensor;
  executeMultipleOutputs(
    op: string,
    attributes: TFEOpAttr[],
    inputs: tf.TensorInfo[],
    outputs: number,
  ): tf.Tensor[];
}

/** TF_DataType of bfloat16. tfjs has no such dtype: these tensors live under native ids only. */
export const bfloat16 = 14;

/** Calls TensorFlow's eager ops through the unmodified addon, beside the kernels tfjs has. */
export class NativeOps {
  readonly binding: TFJSBinding;

  constructor(readonly backend: NativeBackend) {
    this.binding = backend.binding;
  }

  type = (name: string, value: number): TFEOpAttr => ({
    name,
    type: this.binding.TF_ATTR_TYPE,
    value,
  });
  int = (name: string, value: number | number[]): TFEOpAttr => ({
    name,
    type: this.binding.TF_ATTR_INT,
    value,
  });
  text = (name: string, value: string): TFEOpAttr => ({
    name,
    type: this.binding.TF_ATTR_STRING,
    value,
  });
  float = (name: string, value: number): TFEOpAttr => ({
    name,
    type: this.binding.TF_ATTR_FLOAT,
    value,
  });
  bool = (name: string, value: boolean): TFEOpAttr => ({
    name,
    type: this.binding.TF_ATTR_BOOL,
    value,
  });
  shape = (name: string, value: number[]): TFEOpAttr => ({
    name,
    type: this.binding.TF_ATTR_SHAPE,
    value,
  });

  /** Runs an op on native ids; the outputs are the caller's to delete. */
  run(op: string, attributes: TFEOpAttr[], inputs: number[], outputs: number): TensorMetadata[] {
    return this.binding.executeOp(op, attributes, inputs, outputs);
  }

  /** Like `run`, for an op with one output. */
  runOne(op: string, attributes: TFEOpAttr[], inputs: number[]): TensorMetadata {
    const [output] = this.run(op, attributes, inputs, 1);
    if (output === undefined) throw new Error(`${op} gave no output`);
    return output;
  }

  cast(id: number, from: number, to: number): number {
    const attributes = [
      this.type('SrcT', from),
      this.type('DstT', to),
      this.bool('Truncate', false),
    ];
    return this.runOne('Cast', attributes, [id]).id;
  }

  /** The native ids of tensors; they stay owned by the tensors. */
  ids(...tensors: tf.TensorInfo[]): number[] {
    return this.backend.getInputTensorIds(tensors);
  }

  delete(...ids: number[]): void {
    for (const id of ids) this.binding.deleteTensor(id);
  }

  float32Scalar(value: number): number {
    return this.binding.createTensor([], this.binding.TF_FLOAT, Float32Array.of(value));
  }
}

/** The native backend if it is the one in use. */
export function nativeOps(): NativeOps | null {
  return tf.getBackend() === 'tensorflow'
    ? new NativeOps(tf.backend() as unknown as NativeBackend)
    : null;
}
