import { Option } from 'commander';
import {
  type Preset,
  type PresetName,
  presetNames,
  visiblePresets,
} from '../../../src-shared/config/presets.js';
import { type RecipeName, recipeNames } from '../../../src-shared/config/training.js';
import { AppError } from '../../../src-shared/contract/errors.js';

const inWords = ({ name, help }: Preset): string => `${name}: ${help}`;

/** `--preset`: hidden presets are taken and not shown. */
export function presetOption(defaultInWords: string): Option {
  const help = `size of the networks (${visiblePresets.map(inWords).join('; ')}; ${defaultInWords})`;
  return new Option('--preset <preset>', help).argParser((text) => {
    if (isPreset(text)) return text;
    const names = visiblePresets.map(({ name }) => name).join(', ');
    throw new AppError(
      'BAD_INPUT',
      `--preset must be one of ${names}, not ${JSON.stringify(text)}.`,
      {
        details: { option: '--preset', value: text },
      },
    );
  });
}

export const isPreset = (value: unknown): value is PresetName =>
  presetNames.some((name) => name === value);

export const isRecipe = (value: unknown): value is RecipeName =>
  recipeNames.some((name) => name === value);
