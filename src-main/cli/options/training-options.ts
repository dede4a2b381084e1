import type { Command } from 'commander';
import type { NumberField } from '../../../src-shared/config/fields.js';
import {
  defaultRecipe,
  type RecipeName,
  recipeNames,
  recipes,
  type TrainingConfig,
  trainingFields,
} from '../../../src-shared/config/training.js';
import { fieldOption } from './field-option.js';
import { readOptions } from './option-reader.js';

/** `--learning-rate` stands for both networks' fields. */
const bothLearningRates: NumberField = {
  ...trainingFields.generatorLearningRate,
  flag: '--learning-rate',
  help: "both networks' learning rates at once; the specific options win over it",
};

/** An option for each field of a training. None has a default of its own: the recipe has. */
export function addTrainingOptions(command: Command): Command {
  for (const key of fieldNames()) {
    if (key === 'generatorLearningRate') {
      command.addOption(fieldOption(bothLearningRates, { default: defaultsOf(key) }));
    }
    command.addOption(fieldOption(trainingFields[key], { default: defaultsOf(key) }));
  }
  return command;
}

/** The fields that were given as options: not yet checked as a whole. */
export function givenTrainingFields(command: Command): Record<string, unknown> {
  const options = readOptions(command);
  const both = options.number('learningRate');
  const given: Record<string, unknown> =
    both === undefined ? {} : { generatorLearningRate: both, discriminatorLearningRate: both };
  for (const key of fieldNames()) {
    const value = options.value(fieldOption(trainingFields[key]).attributeName());
    if (value !== undefined) given[key] = value;
  }
  return given;
}

/** Without the seed, which no recipe sets. */
type RecipeField = Exclude<keyof TrainingConfig, 'seed'>;

export const isTrainingField = (key: string): key is keyof TrainingConfig =>
  Object.hasOwn(trainingFields, key);

const fieldNames = (): (keyof TrainingConfig)[] =>
  Object.keys(trainingFields).filter(isTrainingField);

/** "default 20; original 50", or "default 100" where the recipes agree. */
function defaultsOf(key: keyof TrainingConfig): string | undefined {
  if (key === 'seed') return undefined;
  const value = (recipe: RecipeName, field: RecipeField) => String(recipes[recipe][field]);
  const usual = value(defaultRecipe, key);
  const others = recipeNames.filter((name) => value(name, key) !== usual);
  return [`default ${usual}`, ...others.map((name) => `${name} ${value(name, key)}`)].join('; ');
}
