import * as tf from '@tensorflow/tfjs';
import { beforeAll, describe, expect, it } from 'vitest';
import {
  type ConvolutionPlan,
  planConvolutions,
} from '../../../src-main/engine/backend/graph/convolution-plan.js';
import {
  type Convolution,
  type ConvolutionMethod,
  convolutionGraph,
  convolutionName,
  possibleMethods,
} from '../../../src-main/engine/backend/graph/convolutions.js';
import { GraphFunction } from '../../../src-main/engine/backend/graph/graph-function.js';
import { bfloat16 } from '../../../src-main/engine/backend/native-ops.js';
import {
  planWords,
  readPlan,
} from '../../../src-main/engine/backend/tuning/fastest-convolutions.js';
import { type NativeKernels, startNativeKernels } from '../../helpers/native-kernels.js';
import { relativeError } from '../../helpers/networks.js';

let kernels: NativeKernels;
beforeAll(async () => {
  kernels = await startNativeKernels();
});

const normal = (shape: readonly number[], seed: number) =>
  tf.randomNormal([...shape], 0, 1, 'float32', seed);

describe('a convolution by another method', () => {
  const layers: Omit<Convolution, 'direction'>[] = [
    // Those of the networks, with fewer channels.
    { small: [7, 7, 6], large: [14, 14, 4], size: 5, stride: 2 },
    { small: [7, 7, 6], large: [7, 7, 4], size: 5, stride: 1 },
    { small: [14, 14, 3], large: [28, 28, 1], size: 5, stride: 2 },
    // Others: an even filter, odd images.
    { small: [4, 4, 3], large: [8, 8, 2], size: 4, stride: 2 },
    { small: [5, 4, 3], large: [9, 7, 2], size: 3, stride: 2 },
    { small: [6, 6, 3], large: [6, 6, 2], size: 1, stride: 1 },
  ];
  const batches = [1, 2, 3, 5, 8, 12];

  /** The result as float32, and the number of the graph's nodes. */
  function run(
    convolution: Convolution,
    { method, batch, dtype }: { method: ConvolutionMethod; batch: number; dtype: number },
  ) {
    const { native, graphs } = kernels;
    const { TF_FLOAT } = native.binding;
    const plan = new Map([[convolutionName(convolution), method]]);
    const { graph, inputs } = convolutionGraph(convolution, { batch, dtype }, native);
    const planned = planConvolutions(graph, plan, native);
    const made = new GraphFunction(native, graphs, planned);
    const tensors = inputs.map((shape, i) => normal(shape, i + 1));
    const ids = native.ids(...tensors).map((id) => native.cast(id, TF_FLOAT, dtype));
    const [output] = made.execute(ids);
    if (!output) throw new Error('no output');
    const id = native.cast(output.id, dtype, TF_FLOAT);
    native.delete(...ids, output.id);
    made.dispose();
    const result = native.backend.createOutputTensor({ id, shape: output.shape, dtype: TF_FLOAT });
    return { result, nodes: planned.nodes.length };
  }

  for (const layer of layers) {
    for (const direction of ['down', 'up', 'filter'] as const) {
      const convolution = { ...layer, direction };
      it(`gives the same: ${convolutionName(convolution)}, ${layer.size}/${layer.stride}`, () => {
        const dtypes = { float32: kernels.native.binding.TF_FLOAT, bfloat16 };
        for (const batch of batches) {
          for (const [name, dtype] of Object.entries(dtypes)) {
            const direct = run(convolution, { method: 'direct', batch, dtype });
            const bytes = name === 'float32' ? 4 : 2;
            const methods = possibleMethods(convolution, { batch, bytes });
            for (const method of methods) {
              if (method === 'direct') continue;
              const other = run(convolution, { method, batch, dtype });
              const which = `${method} on ${batch} in ${name}`;
              expect(other.nodes, which).toBeGreaterThan(direct.nodes);
              expect(other.result.shape, which).toEqual(direct.result.shape);
              const error = relativeError(other.result, direct.result);
              expect(error, which).toBeLessThan(name === 'float32' ? 1e-5 : 1e-2);
            }
          }
        }
      });
    }
  }
});

describe('a compiled function with a plan', () => {
  const program = (x: tf.Tensor, w: tf.Tensor, v: tf.Tensor) => {
    const y = (x: tf.Tensor, w: tf.Tensor) =>
      tf.conv2d(x as tf.Tensor4D, w as tf.Tensor4D, 2, 'same');
    const back = (y: tf.Tensor, v: tf.Tensor) =>
      tf.conv2dTranspose(y as tf.Tensor4D, v as tf.Tensor4D, [6, 14, 14, 2], 2, 'same');
    const loss = (x: tf.Tensor, w: tf.Tensor, v: tf.Tensor) =>
      tf
        .leakyRelu(back(tf.leakyRelu(y(x, w), 0.3), v), 0.3)
        .square()
        .mean();
    const { value, grads } = tf.valueAndGrads((...all: tf.Tensor[]) => {
      const [a, b, c] = all as [tf.Tensor, tf.Tensor, tf.Tensor];
      return loss(a, b, c);
    })([x, w, v]);
    return [value, ...grads];
  };
  const inputs = () => [
    normal([6, 14, 14, 2], 1),
    normal([5, 5, 2, 4], 2),
    normal([5, 5, 2, 4], 3),
  ];
  const all = (method: ConvolutionMethod): ConvolutionPlan =>
    new Map(
      ['down', 'up', 'filter'].map((direction) => [`${direction} 7x7x4 14x14x2`, method] as const),
    );

  for (const method of ['wide', 'pairs'] as const) {
    it(`gives the program's results and gradients: ${method}`, () => {
      const plain = program(...(inputs() as [tf.Tensor, tf.Tensor, tf.Tensor]));
      for (const [precision, bound] of [
        ['float32', 1e-5],
        ['bfloat16', 3e-2],
      ] as const) {
        const options = { variables: [], precision, convolutions: all(method) };
        const made = kernels.fast.compile(program, options);
        for (const [i, result] of made.call(...inputs()).entries()) {
          expect(result.dtype).toBe('float32');
          expect(relativeError(result, plain[i] as tf.Tensor), precision).toBeLessThan(bound);
        }
      }
    });
  }
});

describe('a plan in words', () => {
  it('is read back from among the other kernels of a run', () => {
    const plan = new Map([
      ['up 7x7x1024 14x14x512', 'wide'],
      ['filter 7x7x1024 14x14x512', 'patches'],
    ] as const);
    const others = ['graph', 'fusedBatchNorm', 'from the future: very fast'];
    expect(readPlan([...others.slice(0, 1), ...planWords(plan), ...others.slice(1)])).toEqual({
      plan,
      others,
    });
  });
});
