import { type PresetName, presets } from '../../src-shared/config/presets.js';
import type { TrainingKind } from '../../src-shared/config/training.js';
import type { NetworkTables } from '../../src-shared/contract/drawings.js';
import type { ModelFolders } from '../../src-shared/contract/run-views.js';
import {
  discriminatorArchitecture,
  generatorArchitecture,
} from '../../src-shared/networks/architecture.js';
import { type Condition, conditionOf, digitLabels } from '../../src-shared/networks/condition.js';
import { type LayerTable, layerTable } from '../../src-shared/networks/layer-table.js';

/** The layer tables of a preset; of a conditional one, for MNIST's labels unless told. */
export function describePreset({
  preset,
  noiseDim,
  kind,
  labels = digitLabels,
}: {
  preset: PresetName;
  noiseDim: number;
  kind?: TrainingKind | undefined;
  labels?: readonly number[] | undefined;
}): NetworkTables {
  const { width } = presets[preset];
  const condition = kind === 'conditional' ? conditionOf(noiseDim, labels) : null;
  const labelCount = condition?.labels.length ?? 0;
  return {
    preset,
    condition,
    generator: layerTable(generatorArchitecture({ width, noiseDim, labelCount })),
    discriminator: layerTable(discriminatorArchitecture({ width, labelCount })),
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
