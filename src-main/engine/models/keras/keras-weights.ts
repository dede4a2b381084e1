import type { AppError } from '../../../../src-shared/contract/errors.js';
import type { Architecture } from '../../../../src-shared/networks/architecture.js';
import { type LayerInfo, layerTable } from '../../../../src-shared/networks/layer-table.js';
import type { SavedChain } from '../saved-layers.js';
import type { Hdf5File } from './read-hdf5.js';

type Invalid = (what: string) => AppError;

interface Network {
  readonly architecture: Architecture;
  readonly chain: SavedChain;
  readonly invalid: Invalid;
}

/**
 * The weights of Keras 3's `model.weights.h5`, in the order of `weightsOf`: each in `vars` of its layer, by
 * number. Layers are called there by their names, of earlier versions by their types (`dense`,
 * `conv2d_transpose_1`), and lie in `layers` or, as of Keras 2.15, in another group.
 */
export function archiveWeights(
  file: Hdf5File,
  { architecture, chain, invalid }: Network,
): Float32Array[] {
  const { layers } = layerTable(architecture);
  const given = layers.map((_, i) => String(chain.layers[i]?.config.name));
  for (const group of ['/layers', '/_layer_checkpoint_dependencies']) {
    const there = new Set(file.names(group));
    if (there.size === 0) continue;
    for (const names of [given, layers.map(({ name }) => name)]) {
      const weighted = layers.flatMap(({ weights }, i) =>
        weights.length > 0 ? [names[i] ?? ''] : [],
      );
      if (!weighted.every((name) => there.has(name))) continue;
      return layers.flatMap((layer, i) =>
        varsOf(file, `${group}/${names[i]}/vars`, { layer, invalid }),
      );
    }
    throw invalid(`its weights are of other layers than its description names`);
  }
  throw invalid('its weights are missing');
}

function varsOf(
  file: Hdf5File,
  path: string,
  { layer: { weights }, invalid }: { layer: LayerInfo; invalid: Invalid },
): Float32Array[] {
  if (weights.length === 0) return [];
  const { length } = file.names(path);
  if (length !== weights.length) {
    throw invalid(`${path} in it holds ${length} weights, but its layer has ${weights.length}`);
  }
  return weights.map(({ shape }, i) => file.values(`${path}/${i}`, shape));
}

/**
 * The weights of an `.h5` file as Keras 2 writes it, in the same order: below the layer's name, however
 * deep, `kernel:0`; without `:0` by Keras 3.
 */
export function h5Weights(
  file: Hdf5File,
  { architecture, chain, invalid }: Network,
): Float32Array[] {
  return layerTable(architecture).layers.flatMap(({ weights }, i) => {
    if (weights.length === 0) return [];
    const name = String(chain.layers[i]?.config.name);
    const found = weightPaths(file, `/model_weights/${name}`);
    if (found.length !== weights.length) {
      throw invalid(
        `it has ${found.length} weights of ${name}, but that layer has ${weights.length}`,
      );
    }
    return weights.map((weight) => {
      const kind = weight.name.split('/').at(-1);
      const path = found.find((each) => each.split('/').at(-1)?.replace(/:0$/, '') === kind);
      if (path === undefined) throw invalid(`it has no ${kind} of ${name}`);
      return file.values(path, weight.shape);
    });
  });
}

/** Groups in which the weights of a layer may lie within each other: its name, that of the network. */
const deepest = 8;

function weightPaths(file: Hdf5File, group: string, depth = 0): string[] {
  return file.names(group).flatMap((name) => {
    const path = `${group}/${name}`;
    if (depth === deepest || file.isData(path)) return [path];
    return weightPaths(file, path, depth + 1);
  });
}
