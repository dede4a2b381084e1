import { z } from 'zod';
import { AppError } from '../../../src-shared/contract/errors.js';
import {
  type Architecture,
  discriminatorArchitecture,
  type GanNetwork,
  generatorArchitecture,
  type LayerSpec,
} from '../../../src-shared/networks/architecture.js';
import {
  type Condition,
  inputLength,
  requestLength,
} from '../../../src-shared/networks/condition.js';
import { weightsOf } from '../../../src-shared/networks/layer-table.js';
import { parseJson } from '../../files/parse-json.js';
import type { WeightStorage } from './weight-files.js';

/** `model.json` of a tfjs layers model, as much of it as is relied on. */
const modelJsonSchema = z.looseObject({
  modelTopology: z.looseObject({
    class_name: z.literal('Sequential'),
    config: z.looseObject({
      layers: z
        .array(
          z.looseObject({
            class_name: z.string(),
            config: z.record(z.string(), z.unknown()),
          }),
        )
        .min(1)
        .max(64),
    }),
  }),
  // What a generator that knows labels takes beside a latent vector.
  userDefinedMetadata: z
    .looseObject({
      condition: z
        .strictObject({
          noiseDim: z.int().min(1).max(1024),
          handDim: z.int().min(0).max(1024),
          labels: z.array(z.int().min(0).max(255)).min(1).max(256),
        })
        .optional(),
    })
    .optional(),
  /** Of weights.bin, and of the one before it, which the process may have ended on. */
  weightsSha256: z
    .array(z.string().regex(/^[0-9a-f]{64}$/))
    .min(1)
    .max(2)
    .optional(),
  weightsManifest: z
    .array(
      z.looseObject({
        paths: z.array(z.literal('weights.bin')).length(1),
        weights: z.array(
          z.looseObject({
            name: z.string(),
            shape: z.array(z.int().positive()).max(4),
            dtype: z.literal('float32'),
            // What tfjs calls quantization to float16: the same values in half of the bytes.
            quantization: z
              .strictObject({ dtype: z.literal('float16'), original_dtype: z.literal('float32') })
              .optional(),
          }),
        ),
      }),
    )
    .length(1),
});
type ModelJson = z.infer<typeof modelJsonSchema>;
type SavedLayer = ModelJson['modelTopology']['config']['layers'][number];

/** Widest network that is opened: that of `classic`, the widest that is trained. */
const maxWidth = 1;
const maxNoiseDim = 1024;
const maxLabels = 256;

export interface ReadTopology {
  readonly architecture: Architecture<GanNetwork>;
  readonly storage: WeightStorage;
  readonly condition: Condition | null;
  /** What the SHA-256 of the weights may be; null where the model does not say. */
  readonly weightsSha256: readonly string[] | null;
}

/**
 * Which network of a GAN a `model.json` holds. A folder from elsewhere is believed nothing: every layer,
 * its settings and every weight's shape must be those of the generator or discriminator of that size.
 *
 * @param text the file's content @param path for messages
 * @throws AppError INVALID_MODEL saying which layer or weight is not as it must be
 */
export function readTopology(text: string, path: string): ReadTopology {
  const invalid = notA('generator or discriminator', path);
  const model = parseJson(text, modelJsonSchema, invalid);
  const condition = model.userDefinedMetadata?.condition ?? null;
  const architecture = guessArchitecture(model.modelTopology.config.layers, condition);
  if (architecture === null) throw invalid('its first layer fits neither');
  const storage = requireSame(model, architecture, invalid);
  const problem = condition && checkCondition(condition, architecture);
  if (problem) throw invalid(problem);
  return { architecture, storage, condition, weightsSha256: model.weightsSha256 ?? null };
}

/**
 * Checks in the same way that a `model.json` holds a certain network.
 *
 * @throws AppError INVALID_MODEL
 */
export function checkTopology(
  text: string,
  path: string,
  architecture: Architecture,
): WeightStorage {
  const invalid = notA(architecture.name, path);
  return requireSame(parseJson(text, modelJsonSchema, invalid), architecture, invalid);
}

type Invalid = (what: string) => AppError;

const notA =
  (network: string, path: string): Invalid =>
  (what) =>
    new AppError('INVALID_MODEL', `${path} is not a ${network} of this program: ${what}.`, {
      details: { path },
    });

function requireSame(
  model: ModelJson,
  architecture: Architecture,
  invalid: Invalid,
): WeightStorage {
  const { layers } = model.modelTopology.config;
  const [manifest] = model.weightsManifest;
  const weights = manifest?.weights ?? [];
  const problem = compareLayers(layers, architecture) ?? compareWeights(weights, architecture);
  if (problem !== null) throw invalid(problem);
  const halves = weights.filter(({ quantization }) => quantization !== undefined).length;
  if (halves > 0 && halves < weights.length) {
    throw invalid(`${halves} of its ${weights.length} weights are float16 and the others float32`);
  }
  return halves > 0 ? 'float16' : 'float32';
}

/** From the first layer: the only one whose size is free. */
function guessArchitecture(
  layers: readonly SavedLayer[],
  condition: Condition | null,
): Architecture<GanNetwork> | null {
  const [first] = layers;
  const config = first?.config ?? {};
  if (first?.class_name === 'Dense') {
    const width = Number(config.units) / (7 * 7 * 1024);
    const labelCount = condition?.labels.length ?? 0;
    const beside = requestLength(labelCount);
    const input = z.tuple([
      z.null(),
      z
        .int()
        .min(1 + beside)
        .max(maxNoiseDim + beside),
    ]);
    const shape = input.safeParse(config.batch_input_shape);
    return shape.success && isWidth(width)
      ? generatorArchitecture({ width, noiseDim: shape.data[1] - beside, labelCount })
      : null;
  }
  if (first?.class_name === 'Conv2D') {
    const width = Number(config.filters) / 128;
    // The last layer has an output of its own for each number of a request.
    const beside = Number(layers.at(-1)?.config.units) - 1;
    const labelCount = beside > 0 ? beside - requestLength(1) + 1 : 0;
    const isCount = Number.isInteger(labelCount) && labelCount >= 0 && labelCount <= maxLabels;
    return isWidth(width) && isCount ? discriminatorArchitecture({ width, labelCount }) : null;
  }
  return null;
}

/** What is wrong with the metadata of a generator that knows labels, or null. */
function checkCondition(condition: Condition, architecture: Architecture): string | null {
  const { noiseDim, handDim, labels } = condition;
  const length = architecture.inputShape[0] ?? 0;
  if (architecture.name !== 'generator') return 'only a generator can be asked for labels';
  if (labels.some((label, i) => i > 0 && label <= (labels[i - 1] ?? 0))) {
    return 'the labels in its metadata are not in ascending order';
  }
  if (handDim > noiseDim) {
    return `its metadata gives the hand ${handDim} of ${noiseDim} numbers`;
  }
  return length === inputLength(condition)
    ? null
    : `it takes ${length} numbers, but its metadata speaks of ${inputLength(condition)}`;
}

const isWidth = (width: number): boolean =>
  width > 0 && width <= maxWidth && Number.isInteger(width * 128);

function compareLayers(layers: readonly SavedLayer[], architecture: Architecture): string | null {
  if (layers.length !== architecture.layers.length) {
    return `it has ${layers.length} layers, a ${architecture.name} ${architecture.layers.length}`;
  }
  for (const [i, spec] of architecture.layers.entries()) {
    const layer = layers[i];
    if (layer?.class_name !== spec.type) {
      return `layer ${i + 1} is ${layer?.class_name}, not ${spec.type}`;
    }
    for (const [key, value] of Object.entries(savedSettings(spec))) {
      const found = JSON.stringify(layer.config[key]);
      if (found !== JSON.stringify(value)) {
        return `layer ${i + 1} (${spec.type}) has ${key} ${found}, not ${JSON.stringify(value)}`;
      }
    }
  }
  return null;
}

/** The settings that change what a layer computes, as tfjs saves them. */
function savedSettings(spec: LayerSpec): Record<string, unknown> {
  switch (spec.type) {
    case 'Dense':
      return { units: spec.units, use_bias: spec.useBias, activation: 'linear' };
    case 'Conv2D':
    case 'Conv2DTranspose':
      return {
        filters: spec.filters,
        kernel_size: [spec.kernelSize, spec.kernelSize],
        strides: [spec.strides, spec.strides],
        padding: 'same',
        use_bias: spec.useBias,
        activation: spec.activation ?? 'linear',
      };
    case 'LeakyReLU':
      return { alpha: spec.slope };
    case 'Reshape':
      return { target_shape: spec.targetShape };
    case 'BatchNormalization':
      return { epsilon: 1e-3, center: true, scale: true };
    case 'Dropout':
      return spec.rate === undefined ? {} : { rate: spec.rate };
    case 'Flatten':
      return {};
  }
}

function compareWeights(
  saved: readonly { name: string; shape: number[] }[],
  architecture: Architecture,
): string | null {
  const expected = weightsOf(architecture);
  if (saved.length !== expected.length) {
    return `it lists ${saved.length} weights instead of ${expected.length}`;
  }
  for (const [i, { name, shape }] of expected.entries()) {
    const found = saved[i];
    if (found?.shape.join() !== shape.join()) {
      return `its weight ${found?.name} has the shape ${found?.shape.join(' × ')}, but ${name} is ${shape.join(' × ')}`;
    }
  }
  return null;
}
