import { type PresetName, presetNames } from '../../../src-shared/config/presets.js';
import {
  type RecipeName,
  recipeNames,
  trainingFields,
} from '../../../src-shared/config/training.js';
import { withEarlierFields } from '../../../src-shared/config/validation.js';
import { AppError } from '../../../src-shared/contract/errors.js';
import { didYouMean } from '../../../src-shared/text/nearest-word.js';
import { listed, valueWords } from '../../../src-shared/text/plain-text.js';
import { readForeignText } from '../../files/foreign-file.js';
import { parseForeignJson } from '../../files/parse-json.js';
import { isPreset, isRecipe } from './preset-option.js';
import { isTrainingField } from './training-options.js';

/** Some thousand times what a file of settings holds. */
const maxBytes = 4 * 2 ** 20;

/** What `--config FILE` says. The fields' values are not yet checked. */
export interface ConfigFile {
  readonly fields: Readonly<Record<string, unknown>>;
  readonly preset?: PresetName;
  readonly recipe?: RecipeName;
}

/**
 * Reads training fields from JSON: a plain object of them, with `preset` and `recipe` if wished, or
 * the `run.json` of a run.
 *
 * @throws AppError BAD_INPUT naming the file and what is wrong in it; NOT_FOUND when it is not there
 */
export async function readConfigFile(path: string): Promise<ConfigFile> {
  const wrong = (what: string) =>
    new AppError('BAD_INPUT', `${path} ${what}`, { details: { option: '--config', path } });
  const invalid = (what: string) => wrong(`can't be read: ${what}.`);
  const text = await readForeignText(path, { maxBytes, invalid });
  const json = parseForeignJson(text, invalid);
  if (!isObject(json)) throw wrong('does not hold a JSON object.');
  // A run.json keeps them in `config`, among much that is no setting.
  const { preset, recipe, ...rest } = json;
  const fields = isObject(json.config) ? withEarlierFields(json.config) : rest;
  const unknown = Object.keys(fields).filter((key) => !isTrainingField(key));
  if (unknown.length > 0) {
    const known = ['preset', 'recipe', ...Object.keys(trainingFields)];
    const hint = didYouMean(unknown[0] ?? '', known);
    throw wrong(
      `holds what is no training field: ${listed(unknown)}.${hint} Known are: ${known.join(', ')}.`,
    );
  }
  if (preset !== undefined && !isPreset(preset)) {
    const hint = didYouMean(String(preset), presetNames);
    throw wrong(`names a preset that there is not: ${valueWords(preset)}.${hint}`);
  }
  if (recipe !== undefined && !isRecipe(recipe)) {
    const hint = didYouMean(String(recipe), recipeNames);
    throw wrong(`names a recipe that there is not: ${valueWords(recipe)}.${hint}`);
  }
  return {
    fields,
    ...(preset === undefined ? {} : { preset }),
    ...(recipe === undefined ? {} : { recipe }),
  };
}

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
