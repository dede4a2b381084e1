import { type Look, type LookName, lookNames, looks } from '../../../src-shared/config/look.js';

/** A look with a name, or the one that a person made of it. */
export type LookChoice = LookName | 'own';

/** The name of the look that is the same in every field, or null. */
export const nameOfLook = (look: Look): LookName | null =>
  lookNames.find((name) => fieldNames.every((field) => looks[name][field] === look[field])) ?? null;

const fieldNames = Object.keys(looks.ink) as (keyof Look)[];

/** A look with some of it changed: what the network drew has no strokes that could be broad or slanted. */
export function changedLook(look: Look, changed: Partial<Look>): Look {
  const next = { ...look, ...changed };
  return next.smooth ? next : { ...next, lineWidth: 1, shear: 0 };
}
