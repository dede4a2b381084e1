import { resolve } from 'node:path';
import type { Command } from 'commander';
import {
  type RecipeName,
  recipeFor,
  recipes,
  type TrainingConfig,
  trainingKinds,
} from '../../../src-shared/config/training.js';
import type { Client } from '../../../src-shared/contract/command.js';
import type { localCommands } from '../../../src-shared/contract/commands.js';
import { AppError } from '../../../src-shared/contract/errors.js';
import { checkedFolder } from '../files/destination.js';
import { type ConfigFile, readConfigFile } from './config-file.js';
import { readOptions } from './option-reader.js';
import { isPreset, isRecipe } from './preset-option.js';
import { readProgressGrid } from './progress-grid.js';
import { referenceOf } from './run-word.js';
import { givenTrainingFields } from './training-options.js';

export type TrainingRequest = Parameters<Client<typeof localCommands>['training.start']>[0];

/**
 * What `digits train` asks of the service: the options, over what `--config` says.
 *
 * @throws AppError BAD_INPUT
 */
export async function trainingRequest(command: Command): Promise<TrainingRequest> {
  const options = readOptions(command);
  const path = options.text('config');
  const file: ConfigFile = path === undefined ? { fields: {} } : await readConfigFile(path);
  const chosenRecipe = options.value('recipe');
  const recipe = isRecipe(chosenRecipe) ? chosenRecipe : file.recipe;
  const chosenPreset = options.value('preset');
  const preset = isPreset(chosenPreset) ? chosenPreset : file.preset;
  const fromOptions = await checkFields(givenTrainingFields(command));
  const kept = underRecipe(file, { recipe, kind: fromOptions.kind });
  const fromFile = await checkFields(kept, `${path}: `);
  const request: TrainingRequest = { preset, recipe, config: { ...fromFile, ...fromOptions } };

  const [data, out, grid] = [
    options.text('data'),
    options.text('out'),
    options.text('progressGrid'),
  ];
  if (data !== undefined) request.dataPath = resolve(data);
  if (out !== undefined) request.folder = resolve(checkedFolder('--out', out, 'a run folder'));
  if (grid !== undefined) request.progressGrid = await readProgressGrid(grid);
  const from = options.text('from');
  if (from !== undefined) request.from = await referenceOf(from);
  request.name = options.text('name');
  request.limitImages = options.number('limitImages');
  request.maxSteps = options.number('maxSteps');
  if (options.flag('force')) request.force = true;
  return definedOnly(request);
}

/**
 * A run's record spells out its whole recipe. When another recipe or kind is asked for, only what the run
 * had changed is kept: otherwise the recipe would be a name without effect.
 */
function underRecipe(
  { fields, recipe }: ConfigFile,
  wanted: { recipe: RecipeName | undefined; kind: TrainingConfig['kind'] | undefined },
) {
  if (recipe === undefined) return fields;
  const own = trainingKinds.find((kind) => kind === fields.kind);
  const { recipe: wantedRecipe = recipe, kind: wantedKind = own } = wanted;
  if (wantedRecipe === recipe && wantedKind === own) return fields;
  const { kind } = recipes[recipe];
  const unchanged = new Map<string, unknown>(Object.entries({ ...recipeFor(recipe, own), kind }));
  return Object.fromEntries(
    Object.entries(fields).filter(([key, value]) => unchanged.get(key) !== value),
  );
}

async function checkFields(fields: Readonly<Record<string, unknown>>, where = '') {
  const { trainingConfigSchema } = await import('../../../src-shared/config/validation.js');
  const { checked } = await import('../../../src-shared/text/checked.js');
  const found = checked(trainingConfigSchema.partial(), fields);
  if ('problem' in found) throw new AppError('BAD_INPUT', `${where}${found.problem}.`);
  return found.value;
}

/** The service takes a field that is absent, and a test can compare it. */
const definedOnly = (request: TrainingRequest): TrainingRequest => ({
  ...Object.fromEntries(Object.entries(request).filter(([, value]) => value !== undefined)),
  config: request.config,
});
