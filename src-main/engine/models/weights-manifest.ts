import { z } from 'zod';
import type { AppError } from '../../../src-shared/contract/errors.js';
import type { Architecture } from '../../../src-shared/networks/architecture.js';
import {
  layerTable,
  type WeightInfo,
  weightsOf,
} from '../../../src-shared/networks/layer-table.js';
import type { SavedChain } from './saved-layers.js';
import type { WeightStorage } from './weight-files.js';

/** Parts in which tfjs's converter cuts the weights, of 4 MiB unless told: more than any network has. */
const mostShards = 1024;

const original = z.literal('float32').optional();

/** What `model.json` of a tfjs layers model says of its weights. */
export const weightsManifestSchema = z
  .array(
    z.looseObject({
      // Beside it: no path leads anywhere else.
      paths: z
        .array(z.string().regex(/^[\w-][\w.-]{0,99}$/))
        .min(1)
        .max(mostShards),
      weights: z.array(
        z.looseObject({
          name: z.string(),
          shape: z.array(z.int().positive()).max(4),
          dtype: z.literal('float32'),
          // What tfjs calls quantization: nearly the same values in half or a quarter of the bytes.
          quantization: z
            .discriminatedUnion('dtype', [
              z.strictObject({ dtype: z.literal('float16'), original_dtype: original }),
              z.strictObject({
                dtype: z.enum(['uint8', 'uint16']),
                min: z.number(),
                scale: z.number(),
                original_dtype: original,
              }),
            ])
            .optional(),
        }),
      ),
    }),
  )
  .min(1)
  .max(64);
type Manifest = z.infer<typeof weightsManifestSchema>;
type SavedWeight = Manifest[number]['weights'][number];

/** Weights that lie one after another in a file, or in several that follow each other. */
export interface WeightFile {
  readonly paths: readonly string[];
  readonly weights: readonly {
    /** Which of the network's weights, by its place in `weightsOf`. */
    readonly place: number;
    readonly storage: WeightStorage;
  }[];
}

/**
 * Where each weight of a network lies: layer by layer, or by its name where a program saves them in another
 * order, as tfjs itself does.
 *
 * @param options.invalid the error for what is wrong, in words that follow a colon
 */
export function placeWeights(
  manifest: Manifest,
  options: {
    readonly architecture: Architecture;
    readonly chain: SavedChain;
    readonly invalid: (what: string) => AppError;
  },
): readonly WeightFile[] {
  const { architecture, chain, invalid } = options;
  const saved = manifest.flatMap(({ weights }) => weights);
  const expected = weightsOf(architecture);
  if (saved.length !== expected.length) {
    throw invalid(`it lists ${saved.length} weights instead of ${expected.length}`);
  }
  const places = placesByName(saved, { architecture, chain }) ?? expected.map((_, i) => i);
  for (const [i, weight] of saved.entries()) {
    const problem = compareWeight(weight, expected[places[i] ?? -1]);
    if (problem !== null) throw invalid(problem);
  }
  let next = 0;
  return manifest.map(({ paths, weights }) => ({
    paths,
    weights: weights.map(({ quantization }) => ({
      place: places[next++] ?? -1,
      storage: quantization ?? { dtype: 'float32' },
    })),
  }));
}

const kindOf = (name: string): string => name.replace(/:0$/, '').split('/').at(-1) ?? '';

/** Of every saved weight; null where the names are not those of the layers, each once. */
function placesByName(
  saved: readonly SavedWeight[],
  { architecture, chain }: { architecture: Architecture; chain: SavedChain },
): number[] | null {
  const known = new Map<string, number>();
  for (const [i, { weights }] of layerTable(architecture).layers.entries()) {
    const layer = chain.layers[i]?.config.name;
    for (const { name } of weights) known.set(`${layer}/${kindOf(name)}`, known.size);
  }
  const places = saved.map(({ name }) =>
    known.get(name.replace(/:0$/, '').split('/').slice(-2).join('/')),
  );
  const found = places.filter((place) => place !== undefined);
  return new Set(found).size === saved.length ? found : null;
}

function compareWeight(found: SavedWeight, expected: WeightInfo | undefined): string | null {
  const shapes = [found.shape, expected?.shape ?? []].map((shape) => shape.join(' × '));
  const [shape, needed] = shapes;
  if (shape !== needed) {
    return `its weight ${found.name} has the shape ${shape}, but ${expected?.name} is ${needed}`;
  }
  return kindOf(found.name) === kindOf(expected?.name ?? '')
    ? null
    : `its weight ${found.name} stands where ${expected?.name} must`;
}
