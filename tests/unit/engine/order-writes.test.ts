import { describe, expect, it } from 'vitest';
import type { Graph, GraphNode } from '../../../src-main/engine/backend/graph/graph.js';
import { orderWrites } from '../../../src-main/engine/backend/graph/order-writes.js';

/** A node with one output. */
const node = (name: string, op: string, ...inputs: GraphNode[]): GraphNode => ({
  name,
  op,
  attributes: [],
  inputs: inputs.map((input) => ({ node: input, index: 0 })),
  after: [],
  outputs: op === 'Write' ? [] : [{ shape: [], dtype: 1 }],
});

const graph = (parts: {
  nodes: GraphNode[];
  inputs?: GraphNode[];
  outputs?: GraphNode[];
  effects?: GraphNode[];
}): Graph => ({
  nodes: parts.nodes,
  inputs: parts.inputs ?? [],
  outputs: (parts.outputs ?? []).map((node) => ({ node, index: 0 })),
  effects: parts.effects ?? [],
});

/** Every node's op with the ops of the nodes that it waits for. */
const waits = ({ nodes }: Graph) =>
  nodes.map(({ op, after }) => [op, after.map((earlier) => earlier.op).sort()]);

describe('writes in a graph', () => {
  const handle = node('handle', 'Placeholder');
  const x = node('x', 'Input');

  it('wait for every reading before them and for what uses it', () => {
    const reading = node('reading', 'ReadVariableOp', handle);
    const again = node('again', 'ReadVariableOp', handle);
    const product = node('product', 'Product', reading, x);
    const sum = node('sum', 'Sum', again, product);
    const write = node('write', 'Write', handle, sum);
    const ordered = orderWrites(
      graph({
        nodes: [handle, x, reading, product, again, sum, write],
        inputs: [handle, x],
        outputs: [product],
        effects: [write],
      }),
    );
    expect(waits(ordered)).toEqual([
      ['Placeholder', []],
      ['Input', []],
      ['ReadVariableOp', []],
      ['Product', []],
      ['ReadVariableOp', []],
      ['Sum', []],
      ['Write', ['Product', 'ReadVariableOp', 'ReadVariableOp', 'Sum']],
    ]);
    const kept = ordered.nodes.at(-1);
    expect(ordered.effects).toEqual([kept]);
    for (const earlier of kept?.after ?? []) expect(ordered.nodes).toContain(earlier);
  });

  it('come before the readings and writes behind them, of the same variable alone', () => {
    const otherHandle = node('other', 'Placeholder');
    const first = node('first', 'Write', handle, x);
    const reading = node('reading', 'ReadVariableOp', handle);
    const elsewhere = node('elsewhere', 'ReadVariableOp', otherHandle);
    const second = node('second', 'Write', handle, elsewhere);
    const ordered = orderWrites(
      graph({
        nodes: [handle, otherHandle, x, first, reading, elsewhere, second],
        inputs: [handle, otherHandle, x],
        outputs: [reading, elsewhere],
        effects: [first, second],
      }),
    );
    expect(waits(ordered).slice(3)).toEqual([
      ['Write', []],
      ['ReadVariableOp', ['Write']],
      ['ReadVariableOp', []],
      ['Write', ['ReadVariableOp', 'Write']],
    ]);
  });
});

describe('nodes that nobody needs', () => {
  it('go, and inputs stay in their order', () => {
    const [a, b] = [node('a', 'A'), node('b', 'B')];
    const wanted = node('wanted', 'Wanted', b);
    const idle = node('idle', 'Idle', a, wanted);
    const reading = node('reading', 'ReadVariableOp', a);
    const ordered = orderWrites(
      graph({ nodes: [a, b, wanted, idle, reading], inputs: [b, a], outputs: [wanted, wanted] }),
    );
    expect(ordered.nodes.map(({ op }) => op)).toEqual(['A', 'B', 'Wanted']);
    expect(ordered.inputs.map(({ op }) => op)).toEqual(['B', 'A']);
    expect(ordered.outputs.map(({ node }) => node.op)).toEqual(['Wanted', 'Wanted']);
    for (const { inputs } of ordered.nodes) {
      for (const input of inputs) expect(ordered.nodes).toContain(input.node);
    }
  });

  it('are not waited for', () => {
    const handle = node('handle', 'Placeholder');
    const reading = node('reading', 'ReadVariableOp', handle);
    const idle = node('idle', 'Idle', reading);
    const write = node('write', 'Write', handle);
    const ordered = orderWrites(
      graph({ nodes: [handle, reading, idle, write], inputs: [handle], effects: [write] }),
    );
    expect(waits(ordered)).toEqual([
      ['Placeholder', []],
      ['Write', []],
    ]);
  });
});
