import type { Graph, GraphNode } from './graph.js';
import { Rewriting } from './rewriting.js';

/**
 * Leaves out what nobody needs, and keeps the program's order around each variable: a write waits for
 * all that reads the value before, so that TensorFlow need not copy a buffer in use, and what comes
 * after a write waits for it.
 */
export function orderWrites(graph: Graph): Graph {
  const needed = neededNodes(graph);
  const writes = new Set(graph.effects);
  const users = new Map<GraphNode, GraphNode[]>();
  for (const node of graph.nodes.filter((it) => needed.has(it))) {
    for (const input of node.inputs) {
      users.set(input.node, [...(users.get(input.node) ?? []), node]);
    }
  }
  const rewriting = new Rewriting();
  const kept = new Map<GraphNode, GraphNode>();
  const lastWrite = new Map<GraphNode, GraphNode>();
  for (const node of graph.nodes.filter((it) => needed.has(it))) {
    const after = new Set<GraphNode>();
    const handle = node.inputs[0]?.node;
    const isWrite = writes.has(node);
    if (handle && (isWrite || isReading(node))) {
      const before = lastWrite.get(handle);
      if (before) after.add(before);
    }
    if (handle && isWrite) {
      for (const reading of (users.get(handle) ?? []).filter(isReading)) {
        for (const user of [reading, ...(users.get(reading) ?? [])]) after.add(user);
      }
      lastWrite.set(handle, node);
    }
    // What stands behind the node in the program has not been kept yet.
    const earlier = [...after].flatMap((it) => kept.get(it) ?? []);
    kept.set(node, rewriting.keep(node, { after: earlier }));
  }
  return rewriting.finish(graph);
}

const isReading = ({ op }: GraphNode): boolean => op === 'ReadVariableOp';

function neededNodes(graph: Graph): Set<GraphNode> {
  const needed = new Set<GraphNode>(graph.inputs);
  const visit = (node: GraphNode): void => {
    if (needed.has(node)) return;
    needed.add(node);
    for (const input of node.inputs) visit(input.node);
  };
  for (const { node } of graph.outputs) visit(node);
  for (const node of graph.effects) visit(node);
  return needed;
}
