import type { TensorMetadata } from '@tensorflow/tfjs-node-gpu/dist/tfjs_binding.js';
import type { GraphBinding, NativeOps } from '../native-ops.js';
import type { Graph } from './graph.js';
import { graphDef } from './graph-def.js';

let made = 0;

/** A graph as an operation of the engine. */
export class GraphFunction {
  private readonly name = `digits_function_${made++}`;

  constructor(
    private readonly native: NativeOps,
    private readonly graphs: GraphBinding,
    private readonly graph: Graph,
  ) {
    graphs.addFunction(
      this.name,
      graphDef(graph, native.binding),
      graph.inputs.map(({ name }) => name),
      graph.outputs.map(({ node, index }) => `${node.name}:${index}`),
      graph.effects.map(({ name }) => name),
    );
  }

  /** Native ids of the inputs to outputs, which are the caller's to delete. */
  execute(inputs: number[]): TensorMetadata[] {
    return this.native.run(this.name, [], inputs, this.graph.outputs.length);
  }

  dispose(): void {
    this.graphs.removeFunction(this.name);
  }
}
