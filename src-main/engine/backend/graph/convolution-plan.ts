import type { NativeOps } from '../native-ops.js';
import {
  type Convolution,
  type ConvolutionMethod,
  convolutionName,
  convolutionOf,
} from './convolutions.js';
import { type Graph, shapeOf, type Value } from './graph.js';
import { GraphOps } from './graph-ops.js';
import { Rewriting } from './rewriting.js';
import { wideConvolution } from './wide-convolution.js';

/** Methods of convolutions by their names; direct where there is none. */
export type ConvolutionPlan = ReadonlyMap<string, ConvolutionMethod>;

/** Lets a graph's convolutions be computed as planned. */
export function planConvolutions(graph: Graph, plan: ConvolutionPlan, native: NativeOps): Graph {
  const rewriting = new Rewriting();
  const ops = new GraphOps(rewriting, native);
  for (const node of graph.nodes) {
    const convolution = convolutionOf(node);
    const method = convolution ? plan.get(convolutionName(convolution)) : undefined;
    if (!convolution || method === undefined || method === 'direct') {
      rewriting.keep(node);
      continue;
    }
    const inputs = node.inputs.map((input) => rewriting.value(input));
    const result =
      method === 'patches'
        ? filterFromPatches(convolution, inputs, ops)
        : wideConvolution(node, convolution, { inPairs: method === 'pairs', inputs, ops });
    rewriting.replace(node, [result]);
  }
  return rewriting.finish(graph);
}

function filterFromPatches(
  { small, large, size, stride }: Convolution,
  [images, , gradient]: readonly Value[],
  ops: GraphOps,
): Value {
  if (!images || !gradient) throw new Error('a filter gradient needs images and gradients');
  const [batch = 0] = shapeOf(images);
  const [height, width, channels] = small;
  const places = batch * height * width;
  const patches = ops.reshape(ops.patches(images, { size, stride }), [
    places,
    size ** 2 * large[2],
  ]);
  const product = ops.transposedProduct(patches, ops.reshape(gradient, [places, channels]));
  return ops.reshape(product, [size, size, large[2], channels]);
}
