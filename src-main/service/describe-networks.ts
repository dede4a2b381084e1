import { type PresetName, presets } from '../../src-shared/config/presets.js';
import { recipeFor, type TrainingKind } from '../../src-shared/config/training.js';
import type { NetworkTables } from '../../src-shared/contract/drawings.js';
import type { ModelFolders } from '../../src-shared/contract/run-views.js';
import {
  discriminatorArchitecture,
  generatorArchitecture,
} from '../../src-shared/networks/architecture.js';
import {
  type Condition,
  conditionOf,
  digitLabels,
  requestSizeOf,
} from '../../src-shared/networks/condition.js';
import { type LayerTable, layerTable } from '../../src-shared/networks/layer-table.js';

/** The layer tables of a preset; of a conditional one, for MNIST's labels and the recipe's allographs unless told. */
export function describePreset({
  preset,
  noiseDim,
  kind,
  labels = digitLabels,
  allographCount = recipeFor('tuned', 'conditional').allographs,
}: {
  preset: PresetName;
  noiseDim: number;
  kind?: TrainingKind | undefined;
  labels?: readonly number[] | undefined;
  allographCount?: number | undefined;
}): NetworkTables {
  const { width } = presets[preset];
  // How frequent each allograph is, only images say.
  const allographs = labels.map(() => new Array<number>(allographCount).fill(1));
  const known = allographCount > 0 ? allographs : undefined;
  const condition = kind === 'conditional' ? conditionOf(noiseDim, labels, known) : null;
  const size = requestSizeOf(condition);
  return {
    preset,
    condition,
    generator: layerTable(generatorArchitecture({ width, noiseDim, ...size })),
    discriminator: layerTable(discriminatorArchitecture({ width, ...size })),
  };
}

/** The layer tables of a saved model; a generator folder alone has no discriminator. */
export async function describeModel(
  { generatorFolder, discriminatorFolder }: ModelFolders,
  {
    describe,
    condition,
  }: {
    describe: (request: { folder: string }) => Promise<LayerTable>;
    condition: (request: { folder: string }) => Promise<Condition | null>;
  },
): Promise<NetworkTables> {
  const generator = await describe({ folder: generatorFolder });
  const discriminator =
    discriminatorFolder === null ? null : await describe({ folder: discriminatorFolder });
  return {
    preset: null,
    condition: await condition({ folder: generatorFolder }),
    generator,
    discriminator,
  };
}
