import * as tf from '@tensorflow/tfjs';
import type {
  TensorMetadata,
  TFEOpAttr,
  TFJSBinding,
} from '@tensorflow/tfjs-node-gpu/dist/tfjs_binding.js';
import type { OutputType } from './graph/graph.js';
import { ResourceVariables } from './resource-variables.js';

/** What is used of tfjs-node's backend: its type declarations call most of these private. */
export interface NativeBackend {
  /** Replaced while a program is recorded. */
  binding: TFJSBinding;
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

/** What this program's build of the addon has beyond upstream's: src-main/setup/addon/addon.cc. */
export interface GraphBinding {
  inferOutputs(graph: Uint8Array, node: string): { dtype: number; shape: number[] | null }[];
  addFunction(
    name: string,
    graph: Uint8Array,
    inputs: readonly string[],
    outputs: readonly string[],
    effects: readonly string[],
  ): void;
  removeFunction(name: string): void;
}

/** What writes ops down in the place of computing them. */
interface Recording {
  readonly binding: TFJSBinding;
  createInput(type: OutputType, source: { kind: 'fresh'; create: () => number }): number;
}

/** Calls TensorFlow's eager ops through the addon, beside the kernels tfjs has. */
export class NativeOps {
  readonly resources = new ResourceVariables(this);
  /** Null with a build of the addon that runs single ops only. */
  readonly graphs: GraphBinding | null;
  private recording: Recording | null = null;

  constructor(readonly backend: NativeBackend) {
    this.graphs =
      'addFunction' in backend.binding ? (backend.binding as TFJSBinding & GraphBinding) : null;
  }

  /** The addon, or what stands in its place. */
  get binding(): TFJSBinding {
    return this.backend.binding;
  }

  /** Runs a program with its ops written down in the place of being computed. */
  record<Result>(recording: Recording, program: () => Result): Result {
    const { binding } = this;
    this.backend.binding = recording.binding;
    this.recording = recording;
    try {
      return program();
    } finally {
      this.backend.binding = binding;
      this.recording = null;
    }
  }

  /** A small tensor, or in a recorded program one that every call makes anew. */
  fresh(
    values: () => Float32Array | Int32Array,
    { shape, dtype }: { shape: readonly number[]; dtype: number },
  ): number {
    // By the binding of the call, which is not that of the recording.
    const create = () => this.binding.createTensor([...shape], dtype, values());
    return this.recording
      ? this.recording.createInput({ shape, dtype }, { kind: 'fresh', create })
      : create();
  }

  /** The TF_DataType of a tensor. */
  dtype({ dtype }: tf.TensorInfo): number {
    const { TF_FLOAT, TF_INT32, TF_BOOL } = this.binding;
    const known: Partial<Record<tf.DataType, number>> = {
      float32: TF_FLOAT,
      int32: TF_INT32,
      bool: TF_BOOL,
    };
    const found = known[dtype];
    if (found === undefined) throw new Error(`tensors of ${dtype} have no place in a graph`);
    return found;
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

  /** A tensor of a shape with one small number everywhere. */
  filled(shape: readonly number[], dtype: number): number {
    const { binding } = this;
    const sizes = binding.createTensor([shape.length], binding.TF_INT32, Int32Array.from(shape));
    const value = this.float32Scalar(0.01);
    const attributes = [
      this.type('T', binding.TF_FLOAT),
      this.type('index_type', binding.TF_INT32),
    ];
    const { id } = this.runOne('Fill', attributes, [sizes, value]);
    this.delete(sizes, value);
    if (dtype === binding.TF_FLOAT) return id;
    const cast = this.cast(id, binding.TF_FLOAT, dtype);
    this.delete(id);
    return cast;
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

  /** A scalar that is what `value` gives at each call of a compiled function. */
  freshScalar(value: () => number): number {
    return this.fresh(() => Float32Array.of(value()), { shape: [], dtype: this.binding.TF_FLOAT });
  }
}

let opened: NativeOps | null = null;

/** The native backend if it is the one in use. */
export function nativeOps(): NativeOps | null {
  if (tf.getBackend() !== 'tensorflow') return null;
  const backend = tf.backend() as unknown as NativeBackend;
  if (opened?.backend !== backend) opened = new NativeOps(backend);
  return opened;
}
