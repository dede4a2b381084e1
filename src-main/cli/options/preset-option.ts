import { Option } from 'commander';
import { type PresetName, presetNames, presets } from '../../../src-shared/config/presets.js';
import { type RecipeName, recipeNames } from '../../../src-shared/config/training.js';
import { AppError } from '../../../src-shared/contract/errors.js';
import { didYouMean } from '../../../src-shared/text/nearest-word.js';

/** `--preset`, with those that are for tests. */
export function presetOption(defaultInWords: string): Option {
  const words = Object.values(presets).map(({ name, help }) => `${name}: ${help}`);
  const help = `size of the networks (${words.join('; ')}; ${defaultInWords})`;
  return new Option('--preset <preset>', help).choices([...presetNames]).argParser((text) => {
    if (isPreset(text)) return text;
    throw new AppError(
      'BAD_INPUT',
      `--preset must be one of ${presetNames.join(', ')}, not ${JSON.stringify(text)}.${didYouMean(text, presetNames)}`,
      { details: { option: '--preset', value: text } },
    );
  });
}

export const isPreset = (value: unknown): value is PresetName =>
  presetNames.some((name) => name === value);

export const isRecipe = (value: unknown): value is RecipeName =>
  recipeNames.some((name) => name === value);
