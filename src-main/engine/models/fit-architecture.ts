import { fixedHyperparameters, trainingFields } from '../../../src-shared/config/training.js';
import type { AppError } from '../../../src-shared/contract/errors.js';
import { traits } from '../../../src-shared/digits/measure-traits.js';
import {
  type Architecture,
  discriminatorArchitecture,
  type GanNetwork,
  generatorArchitecture,
  type LayerSpec,
  strideVariants,
} from '../../../src-shared/networks/architecture.js';
import {
  type Condition,
  requestLength,
  requestSizeOf,
} from '../../../src-shared/networks/condition.js';
import { layerTable } from '../../../src-shared/networks/layer-table.js';
import { shortened } from '../../../src-shared/text/plain-text.js';
import type { SavedChain, SavedLayer } from './saved-layers.js';

/** Widest network that is opened: that of `classic`, the widest that is trained. */
const maxWidth = 1;
const maxNoiseDim = 1024;
/** Labels and their allographs. */
const maxNames = 256 * (1 + trainingFields.allographs.max);

type Invalid = (what: string) => AppError;

/**
 * Which network of a GAN a chain of layers is. A file from elsewhere is believed nothing: every layer and
 * every setting of it must be that of the generator or discriminator of that size.
 *
 * @param condition what a generator says that it can be asked for
 * @param invalid the error for what is wrong, in words that follow a colon
 */
export function ganArchitecture(
  chain: SavedChain,
  condition: Condition | null,
  invalid: Invalid,
): Architecture<GanNetwork> {
  const architecture = guessArchitecture(chain, condition);
  if (architecture === null) throw invalid('its first layer fits neither');
  requireLayers(chain, architecture, invalid);
  return architecture;
}

/** @param invalid the error for the first layer that is not as the architecture has it */
export function requireLayers(
  { layers, inputShape }: SavedChain,
  architecture: Architecture,
  invalid: Invalid,
): void {
  const problem = compareLayers(layers, architecture);
  if (problem !== null) throw invalid(problem);
  const expected = architecture.inputShape.join(' × ');
  if (inputShape === null || inputShape.join(' × ') === expected) return;
  throw invalid(`it takes ${inputShape.join(' × ')} numbers, a ${architecture.name} ${expected}`);
}

/** From the first layer, the only one whose size is free, and the strides. */
function guessArchitecture(
  { layers, inputShape }: SavedChain,
  condition: Condition | null,
): Architecture<GanNetwork> | null {
  const [first] = layers;
  const config = first?.config ?? {};
  if (first?.className === 'Dense') {
    const width = Number(config.units) / (7 * 7 * 1024);
    const size = requestSizeOf(condition);
    const [length = 0, ...others] = inputShape ?? [];
    const noiseDim = length - requestLength(size);
    const isLatent = others.length === 0 && noiseDim >= 1 && noiseDim <= maxNoiseDim;
    return isWidth(width) && isLatent
      ? generatorArchitecture({ width, noiseDim, ...size, strides: stridesOf(layers) })
      : null;
  }
  if (first?.className === 'Conv2D') {
    const width = Number(config.filters) / 128;
    // The last layer has an output of its own for each number of a request, which may be for a label or one
    // of its allographs: the layers are the same.
    const beside = Number(layers.at(-1)?.config.units) - 1;
    const labelCount = beside > 0 ? beside - traits.length : 0;
    const isCount = Number.isInteger(labelCount) && labelCount >= 0 && labelCount <= maxNames;
    return isWidth(width) && isCount ? discriminatorArchitecture({ width, labelCount }) : null;
  }
  return null;
}

const isWidth = (width: number): boolean =>
  width > 0 && width <= maxWidth && Number.isInteger(width * 128);

function stridesOf(layers: readonly SavedLayer[]) {
  const found = layers
    .filter(({ className }) => className === 'Conv2DTranspose')
    .map(({ config }) => JSON.stringify(config.strides));
  return strideVariants.find((strides) =>
    strides.every((stride, i) => found[i] === JSON.stringify([stride, stride])),
  );
}

function compareLayers(layers: readonly SavedLayer[], architecture: Architecture): string | null {
  if (layers.length !== architecture.layers.length) {
    return `it has ${layers.length} layers, a ${architecture.name} ${architecture.layers.length}`;
  }
  const outputs = layerTable(architecture).layers.map(({ outputShape }) => outputShape);
  for (const [i, spec] of architecture.layers.entries()) {
    const layer = layers[i];
    if (layer?.className !== spec.type) {
      return `layer ${i + 1} is ${layer?.className}, not ${spec.type}`;
    }
    const problem = compareSettings(layer.config, savedSettings(spec, outputs[i]?.length ?? 0));
    if (problem !== null) return `layer ${i + 1} (${spec.type}) has ${problem}`;
  }
  return null;
}

/** A setting of a layer that changes what it computes. */
interface Setting {
  /** Its name; what later versions of Keras call it comes last. */
  readonly names: readonly string[];
  /** What it must be, in the ways in which files write that. */
  readonly values: readonly unknown[];
  /** Whether a file may leave it out. */
  readonly isUsual?: boolean;
}

function compareSettings(
  config: SavedLayer['config'],
  settings: readonly Setting[],
): string | null {
  for (const { names, values, isUsual = false } of settings) {
    const name = names.find((each) => each in config) ?? names[0] ?? '';
    const found = config[name];
    if (isUsual && (found === undefined || found === null)) continue;
    if (values.some((value) => isSame(found, value))) continue;
    return `${name} ${words(found)}, not ${words(values[0])}`;
  }
  return null;
}

const words = (value: unknown): string => shortened(JSON.stringify(value) ?? 'missing');

/** Keras 2 writes some numbers as the nearest of 32 bits: 0.30000001192092896. */
const isSame = (found: unknown, value: unknown): boolean =>
  typeof found === 'number' && typeof value === 'number'
    ? Math.fround(found) === Math.fround(value)
    : JSON.stringify(found) === JSON.stringify(value);

const setting = (name: string, value: unknown): Setting => ({ names: [name], values: [value] });
const usual = (name: string, value: unknown): Setting => ({
  ...setting(name, value),
  isUsual: true,
});

/** @param rank of what the layer gives, without the batch dimension */
function savedSettings(spec: LayerSpec, rank: number): readonly Setting[] {
  switch (spec.type) {
    case 'Dense':
      return [
        setting('units', spec.units),
        setting('use_bias', spec.useBias),
        setting('activation', 'linear'),
      ];
    case 'Conv2D':
    case 'Conv2DTranspose':
      return [
        setting('filters', spec.filters),
        setting('kernel_size', [spec.kernelSize, spec.kernelSize]),
        setting('strides', [spec.strides, spec.strides]),
        setting('padding', 'same'),
        setting('use_bias', spec.useBias),
        setting('activation', spec.activation ?? 'linear'),
        usual('data_format', 'channels_last'),
        usual('dilation_rate', [1, 1]),
        usual('groups', 1),
        usual('output_padding', null),
      ];
    case 'LeakyReLU':
      return [{ names: ['alpha', 'negative_slope'], values: [spec.slope] }];
    case 'Reshape':
      return [setting('target_shape', spec.targetShape)];
    case 'BatchNormalization':
      return [
        setting('epsilon', fixedHyperparameters.batchNormEpsilon),
        setting('center', true),
        setting('scale', true),
        { names: ['axis'], values: [-1, [-1], rank, [rank]], isUsual: true },
      ];
    case 'Dropout':
      return spec.rate === undefined ? [] : [setting('rate', spec.rate)];
    case 'Flatten':
      return [usual('data_format', 'channels_last')];
  }
}
