// What a step has to compute, from the shapes of the layers.
import { loadArchitectures } from './built-program.mjs';

/**
 * A convolution from a larger to a smaller image. A transposed one is the same, read backwards: its forward pass is
 * the other's gradient of the input.
 * @typedef {object} Convolution
 * @property {[number, number, number]} large height, width, channels
 * @property {[number, number, number]} small
 * @property {number} kernelSize
 * @property {number} strides
 * @property {number} flops of one pass over one image, a multiplication and an addition counted as two
 */

/** @typedef {import('../../src-shared/networks/architecture.js').Architecture} Architecture */

/** @type {(shape: readonly number[]) => [number, number, number]} */
const image = ([height = 0, width = 0, channels = 0]) => [height, width, channels];

/**
 * @param {Architecture} network
 * @param {import('../../src-shared/networks/layer-table.js').LayerInfo[]} table
 */
function* workOf({ inputShape, layers }, table) {
  let input = inputShape;
  for (const [place, spec] of layers.entries()) {
    const output = table[place]?.outputShape ?? [];
    if (spec.type === 'Dense') {
      yield { flops: 2 * (input[0] ?? 0) * spec.units, convolution: null };
    } else if (spec.type === 'Conv2D' || spec.type === 'Conv2DTranspose') {
      const large = image(spec.type === 'Conv2D' ? input : output);
      const small = image(spec.type === 'Conv2D' ? output : input);
      const { kernelSize, strides } = spec;
      const flops = 2 * kernelSize ** 2 * large[2] * small[0] * small[1] * small[2];
      /** @type {Convolution} */
      const convolution = { large, small, kernelSize, strides, flops };
      yield { flops, convolution };
    }
    input = output;
  }
}

/** @param {number} width */
async function networkWork(width) {
  const { discriminatorArchitecture, generatorArchitecture, layerTable } =
    await loadArchitectures();
  const list = (/** @type {Architecture} */ network) => [
    ...workOf(network, [...layerTable(network).layers]),
  ];
  return {
    generator: list(generatorArchitecture({ width, noiseDim: 100 })),
    discriminator: list(discriminatorArchitecture({ width })),
  };
}

/**
 * All convolutions of both networks.
 * @param {number} width
 */
export async function convolutions(width) {
  const { generator, discriminator } = await networkWork(width);
  return [...generator, ...discriminator].flatMap(({ convolution }) => convolution ?? []);
}

/**
 * Floating-point operations of training on one image: forward, the gradient of the inputs and that of the weights, in
 * the generator once and in the discriminator twice (a real image and a made one).
 * @param {number} width
 */
export async function trainingFlops(width) {
  const { generator, discriminator } = await networkWork(width);
  const forward = (/** @type {{flops: number}[]} */ layers) =>
    layers.reduce((sum, { flops }) => sum + flops, 0);
  return 3 * forward(generator) + 2 * 3 * forward(discriminator);
}
