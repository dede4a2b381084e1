import { AppError } from '../../../src-shared/contract/errors.js';
import type { HandChoice } from '../../../src-shared/random/hands.js';

/** What can be asked only of a model that knows labels and hands. */
export interface AskedHand {
  readonly labels?: readonly number[] | undefined;
  readonly hand?: HandChoice | undefined;
  readonly slant?: number | null | undefined;
  readonly strokeWidth?: number | null | undefined;
}

/** @throws AppError INVALID_MODEL for what a model that draws what comes can't be asked */
export function requireNothingAsked({ labels, hand, slant, strokeWidth }: AskedHand): void {
  const asked = [
    ...(labels === undefined ? [] : ['labels']),
    ...(hand === undefined || hand === null ? [] : ['a hand']),
    ...(slant === undefined || slant === null ? [] : ['a slant']),
    ...(strokeWidth === undefined || strokeWidth === null ? [] : ['a stroke width']),
  ];
  if (asked.length === 0) return;
  throw new AppError(
    'INVALID_MODEL',
    `This model draws what comes and can't be asked for ${asked.join(', ')}: it was trained on images alone. Choose a conditional model, or train one with --kind conditional.`,
  );
}
