import {
  type RecipeName,
  recipes,
  type TrainingConfig,
} from '../../../src-shared/config/training.js';

/** What differs from a recipe; the seed is in none. */
export type Changes = {
  readonly [Name in keyof TrainingConfig]?: TrainingConfig[Name] | undefined;
};

/** Without what is as the recipe has it. */
export function realChanges(recipe: RecipeName, changes: Changes): Partial<TrainingConfig> {
  const usual: Partial<TrainingConfig> = recipes[recipe];
  const names = Object.keys(changes) as (keyof TrainingConfig)[];
  const real = names.filter((name) => changes[name] !== undefined && changes[name] !== usual[name]);
  return Object.fromEntries(real.map((name) => [name, changes[name]]));
}
