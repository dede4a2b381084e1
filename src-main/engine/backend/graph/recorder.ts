import type {
  TensorMetadata,
  TFEOpAttr,
  TFJSBinding,
} from '@tensorflow/tfjs-node-gpu/dist/tfjs_binding.js';
import type { GraphBinding, NativeOps } from '../native-ops.js';
import { type Constant, type GraphNode, type OutputType, typeOf, type Value } from './graph.js';
import { graphDef } from './graph-def.js';

/** Where an input's tensor comes from at each call. */
export type InputSource =
  | { readonly kind: 'argument' | 'variable'; readonly place: number }
  | { readonly kind: 'fresh'; readonly create: () => number }
  | { readonly kind: 'fixed'; readonly id: number };

export interface GraphInput {
  readonly node: GraphNode;
  readonly source: InputSource;
}

/**
 * Stands in the addon's place while a program runs: ops are written down instead of being computed.
 * Their outputs get ids below zero; TensorFlow's own shape inference says what they will be.
 */
export class Recorder {
  readonly nodes: GraphNode[] = [];
  readonly inputs: GraphInput[] = [];
  /** Tensors from before the recording that the program let go of. */
  readonly released: number[] = [];
  readonly binding: TFJSBinding;
  private readonly values = new Map<number, Value>();
  private readonly created = new Set<number>();
  private nextId = -1;

  private readonly real: TFJSBinding;

  constructor(
    private readonly native: NativeOps,
    private readonly graphs: GraphBinding,
  ) {
    const real = native.binding;
    this.real = real;
    // The addon's constants are read through the prototype; its functions don't look at `this`.
    this.binding = Object.create(real, {
      executeOp: { value: this.executeOp.bind(this) },
      createTensor: { value: this.createTensor.bind(this) },
      deleteTensor: { value: this.deleteTensor.bind(this) },
      tensorDataSync: { value: this.tensorDataSync.bind(this) },
    });
  }

  /** A tensor that every call brings. */
  createInput(type: OutputType, source: InputSource): number {
    return this.newId({ node: this.addInput(type, source), index: 0 });
  }

  /** What an id stands for in the graph. */
  valueOf(id: number): Value {
    const found = this.values.get(id);
    if (found) return found;
    const handle = this.native.resources.handleOf(id);
    if (handle !== undefined) {
      const [reading] = this.executeOp(
        'ReadVariableOp',
        this.native.resources.readAttributes,
        [handle],
        1,
      );
      return this.bind(id, this.valueOf(reading?.id ?? 0));
    }
    const source = { kind: 'fixed', id } as const;
    return this.bind(id, { node: this.addInput(this.typeOf(id), source), index: 0 });
  }

  /** Of a tensor of which nothing is known but that it is there, such as a handle of a variable. */
  private typeOf(id: number): OutputType {
    if (this.native.resources.shapeOf(id) !== undefined) {
      return { shape: [], dtype: this.real.TF_RESOURCE };
    }
    const [copy] = this.real.executeOp('Identity', [], [id], 1);
    if (!copy) throw new Error(`there is no tensor ${id}`);
    this.real.deleteTensor(copy.id);
    return { shape: copy.shape, dtype: copy.dtype };
  }

  private addInput(type: OutputType, source: InputSource): GraphNode {
    const { TF_ATTR_TYPE } = this.real;
    const node = this.addNode({
      op: 'Placeholder',
      attributes: [{ name: 'dtype', type: TF_ATTR_TYPE, value: type.dtype }],
      inputs: [],
      outputs: [{ shape: type.shape, dtype: type.dtype }],
    });
    this.inputs.push({ node, source });
    return node;
  }

  private addNode(node: Omit<GraphNode, 'name' | 'after'>): GraphNode {
    const named = { ...node, name: `${node.op}_${this.nodes.length}`, after: [] };
    this.nodes.push(named);
    return named;
  }

  private executeOp(
    op: string,
    attributes: TFEOpAttr[],
    inputIds: number[],
    outputCount: number,
  ): TensorMetadata[] {
    const inputs = inputIds.map((id) => this.valueOf(id));
    const shape =
      op === 'ReadVariableOp'
        ? this.native.resources.shapeOf(inputIds[0] ?? Number.NaN)
        : undefined;
    const outputs = shape
      ? [{ shape, dtype: this.real.TF_FLOAT }]
      : this.inferOutputs(op, attributes, inputs).slice(0, outputCount);
    const node = this.addNode({ op, attributes, inputs, outputs });
    return outputs.map(({ shape, dtype }, index) => ({
      id: this.newId({ node, index }),
      // Unknown is what only TensorFlow itself uses, such as the working space of a batch normalisation.
      shape: [...(shape ?? [-1])],
      dtype,
    }));
  }

  private inferOutputs(op: string, attributes: TFEOpAttr[], inputs: Value[]): OutputType[] {
    const { TF_ATTR_TYPE, TF_ATTR_SHAPE } = this.real;
    const stand = inputs.map(({ node, index }, place): GraphNode => {
      const { shape, dtype } = typeOf({ node, index });
      const name = `input_${place}`;
      if (node.constant) return { ...node, name };
      const attributes: TFEOpAttr[] = [{ name: 'dtype', type: TF_ATTR_TYPE, value: dtype }];
      if (shape) attributes.push({ name: 'shape', type: TF_ATTR_SHAPE, value: [...shape] });
      return { name, op: 'Placeholder', attributes, inputs: [], after: [], outputs: [] };
    });
    const node: GraphNode = {
      name: 'node',
      op,
      attributes,
      inputs: stand.map((input) => ({ node: input, index: 0 })),
      after: [],
      outputs: [],
    };
    const bytes = graphDef(
      { nodes: [...stand, node], inputs: [], outputs: [], effects: [] },
      this.real,
    );
    return this.graphs.inferOutputs(bytes, 'node');
  }

  private createTensor(shape: number[], dtype: number, buffer: Constant['values']): number {
    const id = this.real.createTensor(shape, dtype, buffer);
    this.created.add(id);
    const constant = { shape: [...shape], dtype, values: buffer.slice() };
    const outputs = [{ shape: constant.shape, dtype }];
    const node = this.addNode({ op: 'Const', attributes: [], inputs: [], outputs, constant });
    this.bind(id, { node, index: 0 });
    return id;
  }

  private deleteTensor(id: number): void {
    if (this.created.has(id)) this.real.deleteTensor(id);
    else if (id >= 0) this.released.push(id);
  }

  private tensorDataSync(id: number): Float32Array | Int32Array | Uint8Array {
    if (this.created.has(id)) return this.real.tensorDataSync(id);
    throw new Error('a compiled function must not read values: return them as its results');
  }

  private newId(value: Value): number {
    const id = this.nextId--;
    this.values.set(id, value);
    return id;
  }

  private bind(id: number, value: Value): Value {
    this.values.set(id, value);
    return value;
  }
}
