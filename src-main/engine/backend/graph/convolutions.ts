import type { NativeOps } from '../native-ops.js';
import { type Graph, type GraphNode, shapeOf } from './graph.js';

/**
 * How a convolution is computed:
 * - direct: by TensorFlow's op for it
 * - wide, pairs: the same op on four wide images, or on half as many as there are, in which those of
 *   the batch stand side by side. The matrix units of a processor work on rows of 16 places and more;
 *   images of 7 × 7 leave them half empty.
 * - patches: the filter's gradient as a product of two matrices (im2col: Chellapilla et al., 2006)
 */
export const convolutionMethods = ['direct', 'wide', 'pairs', 'patches'] as const;
export type ConvolutionMethod = (typeof convolutionMethods)[number];

/** Which of a convolution's three computations, and its shapes without the batch. */
export interface Convolution {
  /** down: large image to small one. up: small to large. filter: the filter's gradient from both. */
  readonly direction: 'down' | 'up' | 'filter';
  /** [height, width, channels] on the side of fewer places. */
  readonly small: readonly [number, number, number];
  readonly large: readonly [number, number, number];
  readonly size: number;
  readonly stride: number;
}

/** For example `up 7x7x1024 14x14x512`. */
export const convolutionName = ({ direction, small, large }: Convolution): string =>
  `${direction} ${small.join('x')} ${large.join('x')}`;

/** More memory than this a method must not take for itself. */
const mostScratch = 128 * 2 ** 20; // bytes

/** The methods that are possible for a convolution on a batch of numbers of so many bytes. */
export function possibleMethods(
  { direction, small, large, size }: Convolution,
  { batch, bytes }: { batch: number; bytes: number },
): ConvolutionMethod[] {
  if (direction !== 'filter') return ['direct', 'wide'];
  const [height, width] = small;
  const patches = batch * height * width * size ** 2 * large[2] * bytes;
  return ['direct', 'wide', 'pairs', ...(patches <= mostScratch ? ['patches' as const] : [])];
}

/** A convolution's tensors among a node's inputs; its output stands at -1. */
const roles: Readonly<
  Record<
    string,
    { direction: Convolution['direction']; large: number; small: number; filter: number }
  >
> = {
  Conv2D: { direction: 'down', large: 0, filter: 1, small: -1 },
  Conv2DBackpropInput: { direction: 'up', large: -1, filter: 1, small: 2 },
  Conv2DBackpropFilter: { direction: 'filter', large: 0, filter: -1, small: 2 },
};

/** Null when the node is no convolution, or one for which there are no other methods. */
export function convolutionOf(node: GraphNode): Convolution | null {
  const role = roles[node.op];
  if (!role) return null;
  const shape = (place: number) =>
    shapeOf(place === -1 ? { node, index: 0 } : (node.inputs[place] ?? { node, index: 0 }));
  const [, ...small] = shape(role.small);
  const [, ...large] = shape(role.large);
  const [size = 0, width = 0] = shape(role.filter);
  const attribute = (name: string) => node.attributes.find((it) => it.name === name)?.value;
  const strides = attribute('strides');
  const [, stride = 0, across = 0] = Array.isArray(strides) ? strides : [];
  const dilations = attribute('dilations') ?? [1];
  const isDilated = Array.isArray(dilations) && dilations.some((it) => it !== 1);
  if (size !== width || stride !== across || isDilated || attribute('padding') !== 'SAME')
    return null;
  return {
    direction: role.direction,
    small: [small[0] ?? 0, small[1] ?? 0, small[2] ?? 0],
    large: [large[0] ?? 0, large[1] ?? 0, large[2] ?? 0],
    size,
    stride,
  };
}

/** A graph of one convolution alone, and the shapes of its inputs. */
export function convolutionGraph(
  { direction, small, large, size, stride }: Convolution,
  { batch, dtype }: { batch: number; dtype: number },
  native: NativeOps,
): { graph: Graph; inputs: number[][] } {
  const filter = [size, size, large[2], small[2]];
  const shapes = { large: [batch, ...large], small: [batch, ...small], filter };
  const inputs = {
    down: [shapes.large, filter],
    up: [filter, shapes.small],
    filter: [shapes.large, shapes.small],
  }[direction];
  const output = { down: shapes.small, up: shapes.large, filter }[direction];
  const placeholders = inputs.map((shape, place) => ({
    name: `input_${place}`,
    op: 'Placeholder',
    attributes: [native.type('dtype', dtype)],
    inputs: [],
    after: [],
    outputs: [{ shape, dtype }],
  }));
  const sizes: GraphNode = {
    name: 'sizes',
    op: 'Const',
    attributes: [],
    inputs: [],
    after: [],
    outputs: [{ shape: [4], dtype: native.binding.TF_INT32 }],
    constant: { shape: [4], dtype: native.binding.TF_INT32, values: Int32Array.from(output) },
  };
  const [first, second] = placeholders;
  if (!first || !second) throw new Error('a convolution has two inputs');
  const node: GraphNode = {
    name: 'convolution',
    op: ops[direction],
    attributes: [
      native.type('T', dtype),
      native.int('strides', [1, stride, stride, 1]),
      native.text('padding', 'SAME'),
      native.text('data_format', 'NHWC'),
    ],
    inputs: { down: [first, second], up: [sizes, first, second], filter: [first, sizes, second] }[
      direction
    ].map((source) => ({ node: source, index: 0 })),
    after: [],
    outputs: [{ shape: output, dtype }],
  };
  return {
    graph: {
      nodes: [...placeholders, sizes, node],
      inputs: placeholders,
      outputs: [{ node, index: 0 }],
      effects: [],
    },
    inputs,
  };
}

const ops = { down: 'Conv2D', up: 'Conv2DBackpropInput', filter: 'Conv2DBackpropFilter' } as const;
