import {
  isFieldOf,
  recipeFor,
  recipes,
  trainingFields,
} from '../../../src-shared/config/training.js';
import type { RunRecord } from '../../../src-shared/contract/runs.js';
import { formatTyped } from '../../format.js';

export interface ConfigurationRow {
  readonly label: string;
  readonly value: string;
  /** What the recipe has in its place; null where the run keeps to it, and for the seed. */
  readonly recipeValue: string | null;
}

type Config = RunRecord['config'];

/**
 * Every field of a run's configuration that means something to its kind, in the order of its
 * declaration.
 */
export function configurationRows({
  config,
  recipe,
}: Pick<RunRecord, 'config' | 'recipe'>): ConfigurationRow[] {
  const usual: Partial<Config> = { ...recipeFor(recipe, config.kind), kind: recipes[recipe].kind };
  const names = Object.keys(trainingFields) as (keyof Config)[];
  return names
    .filter((name) => isFieldOf(config.kind, name))
    .map((key) => {
      const [value, recipeValue] = [config[key], usual[key]];
      const differs = recipeValue !== undefined && recipeValue !== value;
      return {
        label: trainingFields[key].label,
        value: inWords(key, value),
        recipeValue: differs ? inWords(key, recipeValue) : null,
      };
    });
}

function inWords(key: keyof Config, value: Config[keyof Config]): string {
  if (typeof value === 'boolean') return value ? 'yes' : 'no';
  if (typeof value === 'string') return value;
  const field = trainingFields[key];
  // "Epochs: 50 epochs" says it twice.
  const unit =
    field.kind === 'number' && field.label.toLowerCase() !== field.unit ? field.unit : '';
  return [formatTyped(value), unit].filter(Boolean).join(' ');
}
