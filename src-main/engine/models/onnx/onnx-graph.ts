import { fixedHyperparameters } from '../../../../src-shared/config/training.js';
import type { LayerSpec } from '../../../../src-shared/networks/architecture.js';
import { type LayerInfo, layerTable } from '../../../../src-shared/networks/layer-table.js';
import { type ExportedNetwork, networkWords } from '../exported-network.js';
import type { OnnxGraph, OnnxNode, OnnxTensor } from './onnx-messages.js';
import { permute } from './permute.js';

/** Of the batch: as many as come. */
const batch = 'n';

/** Images [n, h, w, c], as our networks have them, to [n, c, h, w], as ONNX computes with them, and back. */
const toChannelsFirst = [0, 3, 1, 2];
const toChannelsLast = [0, 2, 3, 1];

/**
 * A network as an ONNX graph. Images come and go as [n, 28, 28, 1]; between the ends they have their
 * channels first, so that there is one transposition where vectors become images or images vectors.
 * Dropout, which does nothing but in training, is left out.
 */
export function onnxGraph(network: ExportedNetwork): OnnxGraph {
  const { architecture } = network;
  const words = networkWords(network);
  const generates = architecture.name === 'generator';
  const [inputName, outputName] = generates ? ['latent', 'images'] : ['images', 'logits'];
  const table = layerTable(architecture).layers;
  const chain = new Chain(inputName, network.values);
  if (!generates) chain.transpose('channels_first', toChannelsFirst);
  for (const [place, spec] of architecture.layers.entries()) {
    const info = table[place];
    const inputShape = table[place - 1]?.outputShape ?? architecture.inputShape;
    if (info) chain.add(spec, { ...info, inputShape });
  }
  if (generates) chain.transpose('channels_last', toChannelsLast);
  const outputShape = table.at(-1)?.outputShape ?? [];
  return {
    name: architecture.name,
    ...chain.endingAs(outputName),
    input: { name: inputName, shape: [batch, ...architecture.inputShape], docString: words.input },
    output: { name: outputName, shape: [batch, ...outputShape], docString: words.output },
  };
}

interface Layer extends LayerInfo {
  readonly inputShape: readonly number[];
}

/** Nodes each of which takes what the one before gave. */
class Chain {
  private readonly nodes: OnnxNode[] = [];
  private readonly initializers: OnnxTensor[] = [];
  private readonly values: Iterator<Float32Array>;

  constructor(
    private last: string,
    values: readonly Float32Array[],
  ) {
    this.values = values.values();
  }

  add(spec: LayerSpec, layer: Layer): void {
    const { name, inputShape, outputShape } = layer;
    const weights = this.weightsOf(layer);
    switch (spec.type) {
      case 'Dense':
        this.node('Gemm', name, { weights });
        break;
      case 'BatchNormalization':
        this.node('BatchNormalization', name, {
          weights,
          attributes: { epsilon: { float: fixedHyperparameters.batchNormEpsilon } },
        });
        break;
      case 'LeakyReLU':
        this.node('LeakyRelu', name, { attributes: { alpha: { float: spec.slope } } });
        break;
      case 'Reshape':
        this.reshape(name, spec.targetShape);
        this.transpose(`${name}/channels_first`, toChannelsFirst);
        break;
      case 'Conv2D':
      case 'Conv2DTranspose': {
        const op = spec.type === 'Conv2D' ? 'Conv' : 'ConvTranspose';
        const large = spec.type === 'Conv2D' ? inputShape : outputShape;
        this.node(op, name, { weights, attributes: convolutionAttributes(spec, large) });
        if (spec.activation === 'tanh') this.node('Tanh', `${name}/tanh`);
        break;
      }
      case 'Flatten':
        this.transpose(`${name}/channels_last`, toChannelsLast);
        this.reshape(name, outputShape);
        break;
      case 'Dropout':
        break;
      default:
        spec satisfies never;
    }
  }

  transpose(name: string, order: readonly number[]): void {
    this.node('Transpose', name, { attributes: { perm: { ints: order } } });
  }

  /** All of it, the last value called so. */
  endingAs(output: string): Pick<OnnxGraph, 'nodes' | 'initializers'> {
    const nodes = this.nodes.map((node, place) =>
      place === this.nodes.length - 1 ? { ...node, output } : node,
    );
    return { nodes, initializers: this.initializers };
  }

  /** @param shape without the batch */
  private reshape(name: string, shape: readonly number[]): void {
    const values = BigInt64Array.from([-1, ...shape], BigInt);
    const target = { name: `${name}/shape`, shape: [values.length], values };
    this.node('Reshape', name, { weights: [target] });
  }

  private node(
    op: string,
    name: string,
    {
      weights = [],
      attributes = {},
    }: { weights?: readonly OnnxTensor[]; attributes?: NonNullable<OnnxNode['attributes']> } = {},
  ): void {
    this.initializers.push(...weights);
    const inputs = [this.last, ...weights.map((weight) => weight.name)];
    this.last = `${name}/output`;
    this.nodes.push({ op, name, inputs, output: this.last, attributes });
  }

  /** A layer's weights in ONNX's order of dimensions. */
  private weightsOf({ weights }: Layer): OnnxTensor[] {
    return weights.map(({ name, shape }) => {
      const { value: values = new Float32Array() } = this.values.next();
      return shape.length === 4
        ? { name, ...permute(values, { shape, order: kernelOrder }) }
        : { name, shape, values };
    });
  }
}

/** [h, w, in, out] to [out, in, h, w]; of a transposed one, [h, w, out, in] to [in, out, h, w]: the same. */
const kernelOrder = [3, 2, 0, 1];

/**
 * `same` padding as TensorFlow has it: what is missing, and the odd one of it at the end. A transposed
 * convolution is the gradient of one, with the padding of that.
 *
 * @param large the larger image, [h, w, c]
 */
function convolutionAttributes(
  { kernelSize, strides }: Extract<LayerSpec, { type: 'Conv2D' | 'Conv2DTranspose' }>,
  [height = 0, width = 0]: readonly number[],
) {
  const missing = (size: number): number =>
    Math.max((Math.ceil(size / strides) - 1) * strides + kernelSize - size, 0);
  const both = [missing(height), missing(width)];
  const before = both.map((padding) => Math.floor(padding / 2));
  const after = both.map((padding) => Math.ceil(padding / 2));
  return {
    kernel_shape: { ints: [kernelSize, kernelSize] },
    strides: { ints: [strides, strides] },
    pads: { ints: [...before, ...after] },
  };
}
