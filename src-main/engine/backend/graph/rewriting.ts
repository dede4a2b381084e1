import type { Graph, GraphNode, Value } from './graph.js';

type Draft = Omit<GraphNode, 'name' | 'after'> & { readonly after?: readonly GraphNode[] };

/** Builds a graph from another, node by node: values of the old one are looked up as values of the new. */
export class Rewriting {
  private readonly nodes: GraphNode[] = [];
  private readonly made = new Map<GraphNode, readonly Value[]>();
  private readonly keptNodes = new Map<GraphNode, GraphNode>();

  /** What an output of an old node has become. */
  value({ node, index }: Value): Value {
    const value = this.made.get(node)?.[index];
    if (!value) throw new Error(`${node.name} is used before it was rewritten`);
    return value;
  }

  private kept(node: GraphNode): GraphNode {
    const kept = this.keptNodes.get(node);
    if (!kept) throw new Error(`${node.name} was left out`);
    return kept;
  }

  add(node: Draft): GraphNode {
    const named = { after: [], ...node, name: `${node.op}_${this.nodes.length}` };
    this.nodes.push(named);
    return named;
  }

  /** An old node that stays, but for changes. */
  keep(node: GraphNode, changes: Partial<Draft> = {}): GraphNode {
    const inputs = node.inputs.map((input) => this.value(input));
    const kept = this.add({ ...node, inputs, after: [], ...changes });
    this.keptNodes.set(node, kept);
    this.replace(
      node,
      kept.outputs.map((_, index) => ({ node: kept, index })),
    );
    return kept;
  }

  /** Says what stands in the place of an old node's outputs. */
  replace(node: GraphNode, values: readonly Value[]): void {
    this.made.set(node, values);
  }

  /** @param outputs of the new graph, where they are not the old ones rewritten */
  finish(graph: Graph, outputs = graph.outputs.map((value) => this.value(value))): Graph {
    return {
      nodes: this.nodes,
      inputs: graph.inputs.map((node) => this.kept(node)),
      outputs,
      effects: graph.effects.map((node) => this.kept(node)),
    };
  }
}
