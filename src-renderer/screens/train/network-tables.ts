import { type PresetName, presets } from '../../../src-shared/config/presets.js';
import {
  discriminatorArchitecture,
  generatorArchitecture,
} from '../../../src-shared/networks/architecture.js';
import { type LayerTable, layerTable } from '../../../src-shared/networks/layer-table.js';

export interface NetworkTables {
  readonly generator: LayerTable;
  readonly discriminator: LayerTable;
}

/** The layers of both networks, computed here: nothing has to be asked. */
export function networkTables({
  preset,
  noiseDim,
}: {
  preset: PresetName;
  noiseDim: number;
}): NetworkTables {
  const { width } = presets[preset];
  return {
    generator: layerTable(generatorArchitecture({ width, noiseDim })),
    discriminator: layerTable(discriminatorArchitecture({ width })),
  };
}

/** Of both networks together. */
export function parameterCount(size: Parameters<typeof networkTables>[0]): number {
  const { generator, discriminator } = networkTables(size);
  return generator.parameters + discriminator.parameters;
}
