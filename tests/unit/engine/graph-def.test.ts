import * as tf from '@tensorflow/tfjs';
import { beforeAll, describe, expect, it } from 'vitest';
import type { GraphNode } from '../../../src-main/engine/backend/graph/graph.js';
import { graphDef } from '../../../src-main/engine/backend/graph/graph-def.js';
import { GraphFunction } from '../../../src-main/engine/backend/graph/graph-function.js';
import { type NativeKernels, startNativeKernels } from '../../helpers/native-kernels.js';

let kernels: NativeKernels;
beforeAll(async () => {
  kernels = await startNativeKernels();
});

type Parts = Partial<Pick<GraphNode, 'attributes' | 'outputs' | 'constant' | 'after'>>;
const node = (name: string, op: string, inputs: GraphNode[], parts: Parts = {}): GraphNode => ({
  name,
  op,
  inputs: inputs.map((input) => ({ node: input, index: 0 })),
  attributes: [],
  after: [],
  outputs: [],
  ...parts,
});

const bytesOf = (nodes: GraphNode[]) =>
  graphDef({ nodes, inputs: [], outputs: [], effects: [] }, kernels.native.binding);

describe('a graph in the form of TensorFlow', () => {
  it('names nodes, inputs and what must run before, in its wire format', () => {
    const first = node('a', 'A', []);
    const second = node('b', 'B', [first], { after: [first] });
    const text = (value: string) => [value.length, ...Buffer.from(value)];
    expect(Array.from(bytesOf([first, second]))).toEqual([
      // node { name: "a" op: "A" }
      ...[0x0a, 6, 0x0a, ...text('a'), 0x12, ...text('A')],
      // node { name: "b" op: "B" input: "a:0" input: "^a" }
      ...[
        0x0a,
        15,
        0x0a,
        ...text('b'),
        0x12,
        ...text('B'),
        0x1a,
        ...text('a:0'),
        0x1a,
        ...text('^a'),
      ],
      // versions { producer: 1087 }
      ...[0x22, 3, 0x08, 0xbf, 0x08],
    ]);
  });

  it('carries attributes of every kind: TensorFlow infers shapes and dtypes from them', () => {
    const { native, graphs } = kernels;
    const { TF_FLOAT, TF_INT32 } = native.binding;
    const placeholder = (name: string, shape: number[]) =>
      node(name, 'Placeholder', [], {
        attributes: [native.type('dtype', TF_FLOAT), native.shape('shape', shape)],
      });
    const images = placeholder('images', [3, 14, 15, 2]);
    const filter = placeholder('filter', [5, 5, 2, 4]);
    const convolution = node('convolution', 'Conv2D', [images, filter], {
      attributes: [
        native.type('T', TF_FLOAT),
        native.int('strides', [1, 2, 2, 1]),
        native.text('padding', 'SAME'),
        native.text('data_format', 'NHWC'),
        native.bool('use_cudnn_on_gpu', true),
      ],
    });
    expect(graphs.inferOutputs(bytesOf([images, filter, convolution]), 'convolution')).toEqual([
      { dtype: TF_FLOAT, shape: [3, 7, 8, 4] },
    ]);
    const unknown = node('unknown', 'Placeholder', [], {
      attributes: [native.type('dtype', TF_INT32)],
    });
    expect(graphs.inferOutputs(bytesOf([unknown]), 'unknown')).toEqual([
      { dtype: TF_INT32, shape: null },
    ]);
    const normalization = node('n', 'FusedBatchNormV3', [], {});
    expect(() => graphs.inferOutputs(bytesOf([normalization]), 'n')).toThrow(/refused/);
    expect(() => graphs.inferOutputs(bytesOf([unknown]), 'other')).toThrow('no node other');
    expect(() => graphs.inferOutputs(Uint8Array.of(1, 2, 3), 'n')).toThrow();
    expect(() =>
      bytesOf([node('x', 'X', [], { attributes: [{ name: 'n', type: 99, value: 1 }] })]),
    ).toThrow('unknown kind 99');
  });

  it('holds constants to the bit, and runs as a function with its outputs in order', () => {
    const { native, graphs } = kernels;
    const { TF_FLOAT, TF_INT32, TF_BOOL } = native.binding;
    const constant = (name: string, constant: NonNullable<GraphNode['constant']>) =>
      node(name, 'Const', [], {
        constant,
        outputs: [{ shape: constant.shape, dtype: constant.dtype }],
      });
    const floats = Float32Array.of(0, -0, 1 / 3, 3e38, 1e-40, Number.NEGATIVE_INFINITY);
    // In the middle of a buffer: the bytes must be those of the view.
    const whole = Int32Array.of(9, -7, 2 ** 31 - 1, 9).subarray(1, 3);
    const parts = [
      constant('floats', { shape: [2, 3], dtype: TF_FLOAT, values: floats }),
      constant('whole', { shape: [2], dtype: TF_INT32, values: whole }),
      constant('flags', { shape: [3], dtype: TF_BOOL, values: Uint8Array.of(1, 0, 1) }),
      constant('none', { shape: [0], dtype: TF_FLOAT, values: new Float32Array() }),
      constant('scalar', { shape: [], dtype: TF_FLOAT, values: Float32Array.of(2.5) }),
    ];
    const input = node('input', 'Placeholder', [], {
      attributes: [native.type('dtype', TF_FLOAT)],
      outputs: [{ shape: [2], dtype: TF_FLOAT }],
    });
    const made = new GraphFunction(native, graphs, {
      nodes: [...parts, input],
      inputs: [input],
      outputs: [...parts, input].map((it) => ({ node: it, index: 0 })),
      effects: [],
    });
    const outputs = made
      .execute(native.ids(tf.tensor1d([5, 6])))
      .map((output) => native.backend.createOutputTensor(output));
    made.dispose();
    expect(outputs.map(({ shape, dtype }) => [shape, dtype])).toEqual([
      [[2, 3], 'float32'],
      [[2], 'int32'],
      [[3], 'bool'],
      [[0], 'float32'],
      [[], 'float32'],
      [[2], 'float32'],
    ]);
    expect(outputs.map((output) => Array.from(output.dataSync()))).toEqual([
      Array.from(floats),
      [-7, 2 ** 31 - 1],
      [1, 0, 1],
      [],
      [2.5],
      [5, 6],
    ]);
  });
});
