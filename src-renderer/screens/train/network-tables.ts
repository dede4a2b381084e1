import { type PresetName, presets } from '../../../src-shared/config/presets.js';
import type { TrainingKind } from '../../../src-shared/config/training.js';
import {
  discriminatorArchitecture,
  generatorArchitecture,
} from '../../../src-shared/networks/architecture.js';
import { digitLabels } from '../../../src-shared/networks/condition.js';
import { type LayerTable, layerTable } from '../../../src-shared/networks/layer-table.js';

export interface NetworkTables {
  readonly generator: LayerTable;
  readonly discriminator: LayerTable;
}

export interface NetworksSize {
  readonly preset: PresetName;
  readonly noiseDim: number;
  readonly kind: TrainingKind;
  /** Of a conditional training; left out, those of MNIST. */
  readonly labels?: readonly number[] | undefined;
  /** That a conditional training tells apart of each label. */
  readonly allographs?: number | undefined;
}

/** The layers of both networks, computed here: nothing has to be asked. */
export function networkTables({
  preset,
  noiseDim,
  kind,
  labels = digitLabels,
  allographs = 0,
}: NetworksSize): NetworkTables {
  const { width } = presets[preset];
  const size = {
    labelCount: kind === 'conditional' ? labels.length : 0,
    allographCount: allographs,
  };
  return {
    generator: layerTable(generatorArchitecture({ width, noiseDim, ...size })),
    discriminator: layerTable(discriminatorArchitecture({ width, ...size })),
  };
}

/** Of both networks together. */
export function parameterCount(size: NetworksSize): number {
  const { generator, discriminator } = networkTables(size);
  return generator.parameters + discriminator.parameters;
}
