import { isDeepStrictEqual } from 'node:util';
import { type PresetName, presets } from '../../src-shared/config/presets.js';
import type { TrainingConfig } from '../../src-shared/config/training.js';
import { AppError } from '../../src-shared/contract/errors.js';
import { generatorArchitecture } from '../../src-shared/networks/architecture.js';
import type { Condition } from '../../src-shared/networks/condition.js';
import { type LayerTable, layerTable } from '../../src-shared/networks/layer-table.js';
import { findModel } from './run-registry.js';

/** The networks that a training begins with, and what follows from them. */
interface Beginning {
  readonly preset: PresetName;
  readonly config: Pick<TrainingConfig, 'kind' | 'noiseDim'>;
  /** For the engine. */
  readonly from: { readonly generator: string; readonly discriminator: string | null };
}

interface Asked {
  readonly preset?: PresetName | undefined;
  readonly config: { readonly kind?: string | undefined; readonly noiseDim?: number | undefined };
}

interface Engine {
  readonly describe: (request: { folder: string }) => Promise<LayerTable>;
  readonly condition: (request: { folder: string }) => Promise<Condition | null>;
}

/**
 * Looks at a model that a new training is to begin with: the sizes of its networks are the training's.
 *
 * @throws AppError NOT_FOUND, INVALID_MODEL; BAD_INPUT where it can't be trained on, or other sizes are asked for
 */
export async function beginningOf(
  model: string,
  asked: Asked,
  { describe, condition }: Engine,
): Promise<Beginning> {
  const { generatorFolder: generator, discriminatorFolder: discriminator } = await findModel(model);
  const table = await describe({ folder: generator });
  const refused = (what: string) =>
    new AppError('BAD_INPUT', `${generator} ${what}`, { details: { model: generator } });
  if ((await condition({ folder: generator })) !== null) {
    throw refused(
      'knows labels, and a conditional training begins with networks of its own. Go on with its run: digits resume.',
    );
  }
  const noiseDim = table.layers[0]?.weights[0]?.shape[0] ?? 0;
  const preset = presetOf(table, noiseDim);
  if (preset === null) {
    throw refused(
      `is a generator of ${table.parameters.toLocaleString('en-US')} parameters, and none of the presets has that size or those strides. It draws, but can't be trained on here.`,
    );
  }
  const { kind = 'gan', noiseDim: length = noiseDim } = asked.config;
  if (kind !== 'gan') throw refused('knows no labels: leave --kind out, or take gan.');
  if (length !== noiseDim) {
    throw refused(`takes latent vectors of ${noiseDim} numbers: leave --noise-dim out.`);
  }
  if ((asked.preset ?? preset) !== preset) {
    throw refused(`has the size of the preset ${preset}: leave --preset out.`);
  }
  return { preset, config: { kind: 'gan', noiseDim }, from: { generator, discriminator } };
}

function presetOf({ layers }: LayerTable, noiseDim: number): PresetName | null {
  const found = Object.values(presets).find(({ width }) => {
    const own = layerTable(generatorArchitecture({ width, noiseDim }));
    return isDeepStrictEqual(own.layers, layers);
  });
  return found?.name ?? null;
}
