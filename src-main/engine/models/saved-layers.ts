import { z } from 'zod';
import type { AppError } from '../../../src-shared/contract/errors.js';
import { checked } from '../../../src-shared/text/checked.js';
import { valueWords } from '../../../src-shared/text/plain-text.js';

/** A layer as Keras and tfjs save it. */
export interface SavedLayer {
  readonly className: string;
  readonly config: Readonly<Record<string, unknown>>;
}

/** The layers of a network that are one chain, in their order, without the input's own. */
export interface SavedChain {
  readonly layers: readonly SavedLayer[];
  /** Without the batch dimension; null where it is nowhere said. */
  readonly inputShape: readonly number[] | null;
}

/** More than any network here has, an input's own layer included. */
const mostLayers = 64;

const layerSchema = z.looseObject({
  class_name: z.string(),
  config: z.record(z.string(), z.unknown()),
  /** Where Keras 3 would look for the class, and what a class of a person's own is registered as. */
  module: z.string().nullish(),
  registered_name: z.string().nullish(),
  build_config: z.looseObject({ input_shape: z.unknown().optional() }).nullish(),
  /** Of a Functional model. */
  inbound_nodes: z.unknown().optional(),
});
type Layer = z.infer<typeof layerSchema>;

export const networkConfigSchema = z.looseObject({
  class_name: z.enum(['Sequential', 'Functional', 'Model']),
  module: z.string().nullish(),
  registered_name: z.string().nullish(),
  config: z.looseObject({
    layers: z.array(layerSchema).min(1).max(mostLayers),
    build_input_shape: z.unknown().optional(),
    input_layers: z.unknown().optional(),
    output_layers: z.unknown().optional(),
  }),
});
type NetworkConfig = z.infer<typeof networkConfigSchema>;

type Invalid = (what: string) => AppError;

/**
 * The layers of a Sequential, or of a Functional model that is nothing but the same chain, as any version
 * of Keras and of tfjs describes them. No class is looked for by a name: only names are compared.
 *
 * @param invalid the error for what is wrong, in words that follow a colon
 */
export function readChain(network: NetworkConfig, invalid: Invalid): SavedChain {
  const { class_name, config } = network;
  const { layers } = config;
  requireKnownClass(network, 'it', invalid);
  for (const [i, layer] of layers.entries()) requireKnownClass(layer, `layer ${i + 1}`, invalid);
  if (class_name !== 'Sequential') requireOneChain(config, invalid);
  const own = layers.filter((layer) => layer.class_name !== 'InputLayer');
  if (layers.slice(1).some((layer) => layer.class_name === 'InputLayer')) {
    throw invalid('it has more inputs than one');
  }
  const [first] = layers;
  const shapes = [
    first?.config.batch_shape,
    first?.config.batch_input_shape,
    config.build_input_shape,
    own[0]?.build_config?.input_shape,
  ];
  return {
    layers: own.map((layer) => ({ className: layer.class_name, config: layer.config })),
    inputShape: shapes.map(withoutBatch).find((shape) => shape !== null) ?? null,
  };
}

const shapeSchema = z.tuple([z.int().nullable()], z.int().positive());

function withoutBatch(shape: unknown): readonly number[] | null {
  const parsed = shapeSchema.safeParse(shape);
  if (!parsed.success) return null;
  const [, ...rest] = parsed.data;
  return rest;
}

/** Packages whose layers are Keras's own. */
const ownModule = /^(?:keras|tf_keras|tensorflow)(?:\.|$)/;

type SavedClass = Pick<Layer, 'class_name' | 'module' | 'registered_name'>;

/** @param at what it is, at the beginning of a sentence's clause */
function requireKnownClass(
  { class_name, module, registered_name }: SavedClass,
  at: string,
  invalid: Invalid,
): void {
  if (class_name === 'Lambda') {
    throw invalid(`${at} is a Lambda, a function of Python, and nothing in a model is run here`);
  }
  const isForeign =
    (typeof module === 'string' && !ownModule.test(module)) ||
    (typeof registered_name === 'string' && registered_name !== class_name);
  if (!isForeign) return;
  const name = valueWords(registered_name ?? `${module}.${class_name}`);
  throw invalid(`${at} is ${name}, a class of somebody's own, and nothing in a model is run here`);
}

/** The layer that an inbound node comes from, as Keras 2 and tfjs write it. */
const nodeOf2 = z.tuple([z.string()], z.unknown());
/** And as Keras 3 does. */
const nodeOf3 = z.looseObject({
  args: z.tuple([z.looseObject({ config: z.looseObject({ keras_history: nodeOf2 }) })]),
});
const inboundSchema = z.union([
  z
    .tuple([z.union([z.tuple([nodeOf2]), nodeOf3])])
    .transform(([node]) =>
      Array.isArray(node) ? node[0][0] : node.args[0].config.keras_history[0],
    ),
  z.tuple([]).transform(() => null),
]);

const endsSchema = z.union([
  z.tuple([nodeOf2]).transform(([node]) => node[0]),
  nodeOf2.transform(([name]) => name),
]);

/** Each layer takes what the one before it gives, from the one input to the one output. */
function requireOneChain(
  { layers, input_layers, output_layers }: NetworkConfig['config'],
  invalid: Invalid,
): void {
  const branches = () =>
    invalid('its layers are not one chain, each taking what the one before it gives');
  const nameOf = (layer: Layer | undefined) => layer?.config.name;
  for (const [i, layer] of layers.entries()) {
    const inbound = checked(inboundSchema, layer.inbound_nodes ?? []);
    if ('problem' in inbound) throw branches();
    const before = i === 0 ? null : nameOf(layers[i - 1]);
    if (inbound.value !== before) throw branches();
  }
  const [input, output] = [input_layers, output_layers].map(
    (ends) => endsSchema.safeParse(ends).data,
  );
  if (input !== nameOf(layers[0]) || output !== nameOf(layers.at(-1))) throw branches();
}
