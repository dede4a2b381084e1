import { splitNames } from '../../src-shared/config/data-sets.js';
import { AppError } from '../../src-shared/contract/errors.js';
import type { PreparedGrammar } from '../../src-shared/grammar/prepare.js';
import { longestSample } from '../../src-shared/strips/sample.js';
import type { Bank } from '../bank/bank.js';
import type { Plan } from './plan.js';

/** @throws AppError BAD_INPUT for numbers that no strip has room for */
export function requireLength({ element: { length } }: PreparedGrammar): void {
  if (length.max <= longestSample) return;
  throw new AppError(
    'BAD_INPUT',
    `The grammar describes numbers of up to ${length.max} characters, and a strip of a data set has at most ${longestSample}.`,
  );
}

/** Parts with strips. */
export const partCount = ({ split }: Plan): number =>
  splitNames.filter((name) => split[name] > 0).length;

/**
 * Parts that share nothing need something each.
 *
 * @throws AppError BAD_INPUT
 */
export function requireEnough(plan: Plan, { count }: PreparedGrammar, { name, hands }: Bank): void {
  const parts = partCount(plan);
  if (!plan.shared.strings && count < BigInt(parts)) {
    throw new AppError(
      'BAD_INPUT',
      `The grammar describes ${count} ${count === 1n ? 'number' : 'numbers'}, and ${parts} parts that share none need one each: have all strips in one part, or let parts share numbers.`,
    );
  }
  if (!plan.shared.hands && hands.length < parts) {
    throw new AppError(
      'BAD_INPUT',
      `The bank ${name} has ${hands.length} hands, and ${parts} parts that share none need one each: have all strips in one part, or let parts share hands.`,
    );
  }
}
