import type { TFEOpAttr } from '@tensorflow/tfjs-node-gpu/dist/tfjs_binding.js';

/** A TensorFlow graph as plain data: what a recording gives and the passes over it rewrite. */
export interface GraphNode {
  readonly name: string;
  readonly op: string;
  readonly attributes: readonly TFEOpAttr[];
  readonly inputs: readonly Value[];
  /** Nodes that must have run before. */
  readonly after: readonly GraphNode[];
  readonly outputs: readonly OutputType[];
  /** What a `Const` holds. */
  readonly constant?: Constant;
}

export interface OutputType {
  /** Null where TensorFlow alone knows it. */
  readonly shape: readonly number[] | null;
  /** A TF_DataType. */
  readonly dtype: number;
}

/** One output of a node. */
export interface Value {
  readonly node: GraphNode;
  readonly index: number;
}

export interface Constant {
  readonly shape: readonly number[];
  readonly dtype: number;
  readonly values: Float32Array | Int32Array | Uint8Array;
}

export interface Graph {
  /** Every node behind those it needs. */
  readonly nodes: readonly GraphNode[];
  /** Placeholders, in the order of the arguments. */
  readonly inputs: readonly GraphNode[];
  readonly outputs: readonly Value[];
  /** Nodes that change a variable, whose handle is their first input. */
  readonly effects: readonly GraphNode[];
}

export const typeOf = ({ node, index }: Value): OutputType => {
  const type = node.outputs[index];
  if (!type) throw new Error(`${node.name} has no output ${index}`);
  return type;
};

/** Throws where it is not known. */
export function shapeOf(value: Value): readonly number[] {
  const { shape } = typeOf(value);
  if (!shape) throw new Error(`the shape of ${value.node.name} is unknown`);
  return shape;
}
