import type * as tf from '@tensorflow/tfjs';
import type {
  TensorMetadata,
  TFEOpAttr,
  TFJSBinding,
} from '@tensorflow/tfjs-node-gpu/dist/tfjs_binding.js';

/** What is needed of the native ops. */
interface Ops {
  readonly binding: TFJSBinding;
  type(name: string, value: number): TFEOpAttr;
  shape(name: string, value: number[]): TFEOpAttr;
  text(name: string, value: string): TFEOpAttr;
  run(op: string, attributes: TFEOpAttr[], inputs: number[], outputs: number): TensorMetadata[];
  runOne(op: string, attributes: TFEOpAttr[], inputs: number[]): TensorMetadata;
  ids(...tensors: tf.TensorInfo[]): number[];
  delete(...ids: number[]): void;
}

/** A resource with this name belongs to its handle alone and goes with it. */
const anonymous = 'cd2c89b7-88b7-44c8-ad83-06c2a9158347';

/** TensorFlow's resource variables, which ops change in place, under the native ids of their handles. */
export class ResourceVariables {
  private readonly shapes = new Map<number, number[]>();
  private readonly readings = new Map<number, number>();

  constructor(private readonly native: Ops) {}

  create(initial: tf.Tensor): number {
    const { native } = this;
    const handle = native.runOne(
      'VarHandleOp',
      [
        native.type('dtype', native.binding.TF_FLOAT),
        native.shape('shape', initial.shape),
        native.text('container', ''),
        native.text('shared_name', anonymous),
      ],
      [],
    );
    native.run('AssignVariableOp', this.readAttributes, [handle.id, ...native.ids(initial)], 0);
    this.shapes.set(handle.id, initial.shape);
    return handle.id;
  }

  /** The value as a tensor; it shares the resource's memory while nobody writes. */
  read(handle: number): number {
    const { id } = this.native.runOne('ReadVariableOp', this.readAttributes, [handle]);
    // Ids below zero are those of a recording, in which nothing is read.
    if (id >= 0) this.readings.set(id, handle);
    return id;
  }

  /** Lets go of a reading. */
  release(reading: number): void {
    this.readings.delete(reading);
    this.native.delete(reading);
  }

  delete(handle: number): void {
    this.shapes.delete(handle);
    this.native.delete(handle);
  }

  /** The resource of which a tensor is a reading. */
  handleOf(reading: number): number | undefined {
    return this.readings.get(reading);
  }

  shapeOf(handle: number): number[] | undefined {
    return this.shapes.get(handle);
  }

  get readAttributes() {
    return [this.native.type('dtype', this.native.binding.TF_FLOAT)];
  }
}
