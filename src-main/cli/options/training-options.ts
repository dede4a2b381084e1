import type { Command } from 'commander';
import type { NumberField } from '../../../src-shared/config/fields.js';
import {
  defaultRecipe,
  recipeFor,
  recipeNames,
  recipes,
  type TrainingConfig,
  trainingFields,
  trainingKinds,
} from '../../../src-shared/config/training.js';
import { AppError } from '../../../src-shared/contract/errors.js';
import { fieldOption, noFlagOption } from './field-option.js';
import { readOptions } from './option-reader.js';

/** `--learning-rate` stands for both networks' fields. */
const bothLearningRates: NumberField = {
  ...trainingFields.generatorLearningRate,
  flag: '--learning-rate',
  help: "both networks' learning rates at once; the specific options win over it",
};

/**
 * An option for each field of a training. None has a default of its own: the recipe has.
 *
 * @param groupOf under which heading help shows a field's option
 */
export function addTrainingOptions(
  command: Command,
  groupOf: (field: keyof TrainingConfig) => string,
): Command {
  for (const key of fieldNames()) {
    command.optionsGroup(groupOf(key));
    if (key === 'generatorLearningRate') {
      command.addOption(fieldOption(bothLearningRates, { default: defaultsOf(key) }));
    }
    const field = trainingFields[key];
    command.addOption(fieldOption(field, { default: defaultsOf(key) }));
    if (field.kind === 'flag') command.addOption(noFlagOption(field));
    if (key === 'kind') command.option('--conditional', 'short for --kind conditional');
  }
  return command;
}

/**
 * The fields that were given as options: not yet checked as a whole.
 *
 * @throws AppError BAD_INPUT when two of them contradict each other
 */
export function givenTrainingFields(command: Command): Record<string, unknown> {
  const options = readOptions(command);
  const both = options.number('learningRate');
  const given: Record<string, unknown> =
    both === undefined ? {} : { generatorLearningRate: both, discriminatorLearningRate: both };
  for (const key of fieldNames()) {
    const value = options.value(fieldOption(trainingFields[key]).attributeName());
    if (value !== undefined) given[key] = value;
  }
  if (!options.flag('conditional')) return given;
  if (given.kind === 'gan') {
    throw new AppError(
      'BAD_INPUT',
      '--conditional is short for --kind conditional, and --kind gan contradicts it: choose one.',
    );
  }
  return { ...given, kind: 'conditional' };
}

export const isTrainingField = (key: string): key is keyof TrainingConfig =>
  Object.hasOwn(trainingFields, key);

const fieldNames = (): (keyof TrainingConfig)[] =>
  Object.keys(trainingFields).filter(isTrainingField);

/**
 * "default 20; original 50", or "default 100" where the recipes agree; "default 0; tuned as gan 8" where a
 * recipe has another value for the other kind.
 */
function defaultsOf(key: keyof TrainingConfig): string | undefined {
  if (key === 'seed') return undefined;
  const usual = recipes[defaultRecipe][key];
  const others = recipeNames.flatMap((name) => {
    const own = recipes[name][key];
    const asOther = trainingKinds.flatMap((kind) => {
      const value = recipeFor(name, kind)[key];
      return key === 'kind' || value === own ? [] : [`${name} as ${kind} ${value}`];
    });
    return [...(own === usual ? [] : [`${name} ${own}`]), ...asOther];
  });
  return [`default ${usual}`, ...others].join('; ');
}
