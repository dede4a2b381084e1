import { readFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { type PresetName, presets } from '../../src-shared/config/presets.js';
import type { NetworkTables } from '../../src-shared/contract/drawings.js';
import { systemCode } from '../../src-shared/contract/errors.js';
import type { FoundModel } from '../../src-shared/contract/run-views.js';
import {
  discriminatorArchitecture,
  generatorArchitecture,
} from '../../src-shared/networks/architecture.js';
import { type LayerTable, layerTable } from '../../src-shared/networks/layer-table.js';

/** The layer tables of a preset. */
export function describePreset(size: { preset: PresetName; noiseDim: number }): NetworkTables {
  const { width } = presets[size.preset];
  return {
    preset: size.preset,
    generator: layerTable(generatorArchitecture({ width, noiseDim: size.noiseDim })),
    discriminator: layerTable(discriminatorArchitecture({ width })),
  };
}

/** The layer tables of a saved model; a generator folder alone has no discriminator. */
export async function describeModel(
  { generatorFolder, runFolder }: FoundModel,
  describe: (folder: string) => Promise<LayerTable>,
): Promise<NetworkTables> {
  const generator = await describe(generatorFolder);
  const discriminatorFolder = join(dirname(generatorFolder), 'discriminator');
  const discriminator =
    runFolder !== null && (await hasModel(discriminatorFolder))
      ? await describe(discriminatorFolder)
      : null;
  return { preset: null, generator, discriminator };
}

async function hasModel(folder: string): Promise<boolean> {
  try {
    await readFile(join(folder, 'model.json'));
    return true;
  } catch (error) {
    if (systemCode(error) === 'ENOENT') return false;
    throw error;
  }
}
