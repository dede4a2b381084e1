import {
  isFieldOf,
  type RecipeName,
  recipeFor,
  recipes,
  type TrainingConfig,
} from '../../../src-shared/config/training.js';

/** What differs from a recipe; the seed is in none. */
export type Changes = {
  readonly [Name in keyof TrainingConfig]?: TrainingConfig[Name] | undefined;
};

/**
 * Without what is as the recipe has it for the kind of training that is chosen, and without what means
 * nothing to that kind.
 */
export function realChanges(recipe: RecipeName, changes: Changes): Partial<TrainingConfig> {
  const ownKind = recipes[recipe].kind;
  const kind = changes.kind ?? ownKind;
  const usual: Partial<TrainingConfig> = { ...recipeFor(recipe, kind), kind: ownKind };
  const names = Object.keys(changes) as (keyof TrainingConfig)[];
  const real = names.filter(
    (name) => changes[name] !== undefined && changes[name] !== usual[name] && isFieldOf(kind, name),
  );
  return Object.fromEntries(real.map((name) => [name, changes[name]]));
}
