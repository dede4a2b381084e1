import type { TFJSBinding } from '@tensorflow/tfjs-node-gpu/dist/tfjs_binding.js';
import { bfloat16 } from '../native-ops.js';
import { type Graph, type GraphNode, typeOf, type Value } from './graph.js';
import { Rewriting } from './rewriting.js';

interface LowForm {
  /** Inputs that are taken in bfloat16. */
  readonly inputs: readonly number[];
  /** Outputs that come in bfloat16; all of them unless said. */
  readonly outputs?: readonly number[];
}

/** Where the arithmetic is: these are computed in bfloat16 with sums in float32. */
const convolutions: Readonly<Record<string, LowForm>> = {
  Conv2D: { inputs: [0, 1] },
  Conv2DBackpropInput: { inputs: [1, 2] },
  Conv2DBackpropFilter: { inputs: [0, 2] },
};

/** What lies between these: in bfloat16 when something comes in it, which saves memory traffic. */
const followers: Readonly<Record<string, LowForm>> = {
  // Statistics, scale and offset stay float32.
  FusedBatchNormV3: { inputs: [0], outputs: [0] },
  FusedBatchNormGradV3: { inputs: [0, 1], outputs: [0] },
  LeakyRelu: { inputs: [0] },
  LeakyReluGrad: { inputs: [0, 1] },
  Reshape: { inputs: [0] },
  Add: { inputs: [0, 1] },
  AddV2: { inputs: [0, 1] },
  Mul: { inputs: [0, 1] },
};

/**
 * Computes a graph's convolutions, and what lies between them, in bfloat16 (the idea of automatic
 * mixed precision: Micikevicius et al., 2018). Everything else stays float32: variables, sums over
 * batches, dense layers, losses, the optimizer.
 */
export function lowerPrecision(graph: Graph, { TF_FLOAT, TF_ATTR_TYPE }: TFJSBinding): Graph {
  const rewriting = new Rewriting();
  const low = new Set<GraphNode>();
  const casts = new Map<string, Value>();

  const cast = (value: Value, dtype: number): Value => {
    const type = typeOf(value);
    if (type.dtype === dtype || ![TF_FLOAT, bfloat16].includes(type.dtype)) return value;
    const key = `${value.node.name}:${value.index}`;
    const known = casts.get(key);
    if (known) return known;
    const node = rewriting.add({
      op: 'Cast',
      attributes: [
        { name: 'SrcT', type: TF_ATTR_TYPE, value: type.dtype },
        { name: 'DstT', type: TF_ATTR_TYPE, value: dtype },
      ],
      inputs: [value],
      outputs: [{ ...type, dtype }],
    });
    const made = { node, index: 0 };
    casts.set(key, made);
    return made;
  };
  const isLow = (value: Value) =>
    low.has(value.node) && typeOf(rewriting.value(value)).dtype === bfloat16;

  const follower = (node: GraphNode): LowForm | undefined => {
    const form = followers[node.op];
    const follows = form?.inputs.some((place) => {
      const input = node.inputs[place];
      return input !== undefined && isLow(input);
    });
    return follows ? form : undefined;
  };

  for (const node of graph.nodes) {
    const form = convolutions[node.op] ?? follower(node);
    if (!form) {
      rewriting.keep(node, {
        inputs: node.inputs.map((input) => cast(rewriting.value(input), TF_FLOAT)),
      });
      continue;
    }
    low.add(node);
    rewriting.keep(node, {
      attributes: node.attributes.map((attribute) =>
        attribute.name === 'T' ? { ...attribute, value: bfloat16 } : attribute,
      ),
      inputs: node.inputs.map((input, place) =>
        cast(rewriting.value(input), form.inputs.includes(place) ? bfloat16 : TF_FLOAT),
      ),
      outputs: node.outputs.map((output, index) =>
        form.outputs === undefined || form.outputs.includes(index)
          ? { ...output, dtype: bfloat16 }
          : output,
      ),
    });
  }
  // What leaves the graph leaves it in float32.
  const outputs = graph.outputs.map((value) => cast(rewriting.value(value), TF_FLOAT));
  return rewriting.finish(graph, outputs);
}
