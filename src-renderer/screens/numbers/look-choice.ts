import type { Look, LookName } from '../../../src-shared/config/look.js';

/** A look with a name, or the one that a person made of it. */
export type LookChoice = LookName | 'own';

/** A look with some of it changed: what the network drew has no strokes that could be broad or slanted. */
export function changedLook(look: Look, changed: Partial<Look>): Look {
  const next = { ...look, ...changed };
  return next.smooth ? next : { ...next, lineWidth: 1, shear: 0 };
}
