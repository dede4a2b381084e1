import { describe, expect, it } from 'vitest';
import type { Graph, GraphNode } from '../../../src-main/engine/backend/graph/graph.js';
import { Rewriting } from '../../../src-main/engine/backend/graph/rewriting.js';

const node = (op: string, inputs: GraphNode['inputs'] = [], outputs = 1): GraphNode => ({
  name: op.toLowerCase(),
  op,
  attributes: [],
  inputs,
  after: [],
  outputs: Array.from({ length: outputs }, () => ({ shape: [2], dtype: 1 })),
});

describe('rewriting a graph', () => {
  const input = node('Input');
  const split = node('Split', [{ node: input, index: 0 }], 2);
  const sum = node('Sum', [
    { node: split, index: 0 },
    { node: split, index: 1 },
  ]);
  const graph: Graph = {
    nodes: [input, split, sum],
    inputs: [input],
    outputs: [
      { node: sum, index: 0 },
      { node: split, index: 1 },
    ],
    effects: [sum],
  };

  it('keeps what is kept, under names that differ', () => {
    const rewriting = new Rewriting();
    for (const old of graph.nodes) rewriting.keep(old);
    const copy = rewriting.finish(graph);
    expect(copy.nodes.map(({ op }) => op)).toEqual(['Input', 'Split', 'Sum']);
    expect(new Set(copy.nodes.map(({ name }) => name)).size).toBe(3);
    const [, newSplit, newSum] = copy.nodes;
    expect(newSum?.inputs).toEqual([
      { node: newSplit, index: 0 },
      { node: newSplit, index: 1 },
    ]);
    expect(copy.outputs).toEqual([
      { node: newSum, index: 0 },
      { node: newSplit, index: 1 },
    ]);
    expect(copy.effects).toEqual([newSum]);
  });

  it('puts values in the place of outputs, and nodes in between', () => {
    const rewriting = new Rewriting();
    rewriting.keep(input);
    const one = rewriting.add({
      ...node('One'),
      inputs: [rewriting.value({ node: input, index: 0 })],
    });
    const two = rewriting.add(node('Two'));
    rewriting.replace(split, [
      { node: one, index: 0 },
      { node: two, index: 0 },
    ]);
    rewriting.keep(sum, { op: 'Difference' });
    const changed = rewriting.finish(graph);
    expect(changed.nodes.map(({ op }) => op)).toEqual(['Input', 'One', 'Two', 'Difference']);
    expect(changed.nodes[3]?.inputs).toEqual([
      { node: one, index: 0 },
      { node: two, index: 0 },
    ]);
    expect(changed.outputs[1]).toEqual({ node: two, index: 0 });
  });

  it('refuses a value from before it was made, and an effect that was left out', () => {
    const rewriting = new Rewriting();
    rewriting.keep(input);
    expect(() => rewriting.keep(sum)).toThrow('split is used before it was rewritten');
    const other = new Rewriting();
    other.keep(input);
    other.keep(split);
    other.replace(sum, [{ node: input, index: 0 }]);
    expect(() => other.finish(graph)).toThrow('sum was left out');
  });
});
