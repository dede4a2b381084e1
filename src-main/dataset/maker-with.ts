import { AppError } from '../../src-shared/contract/errors.js';
import { prepareGrammar } from '../../src-shared/grammar/prepare.js';
import type { Bank } from '../bank/bank.js';
import { appVersion } from '../files/app-version.js';
import type { Plan } from './plan.js';
import { planLists } from './plan-lists.js';
import { requireEnough, requireLength } from './require-enough.js';
import { SampleMaker } from './sample-maker.js';

/**
 * What makes the strips of a data set's folder. Threads begin with this: nothing of it waits for what checks
 * the files of others.
 *
 * @param bank the plan's
 * @throws AppError INVALID_DATA when a list is not the plan's; BAD_INPUT for a plan that can't be made; what
 *   lists can't be read for
 */
export async function makerWith(folder: string, plan: Plan, bank: Bank): Promise<SampleMaker> {
  requireVersion(folder, plan);
  const lists = await planLists(folder, plan);
  const grammar = prepareGrammar(plan.grammar, { lists });
  // A plan may come from elsewhere.
  requireLength(grammar);
  requireEnough(plan, grammar, bank);
  return new SampleMaker(plan, grammar, bank);
}

/** Another version may draw the same strip in another way. */
function requireVersion(folder: string, { program }: Plan): void {
  if (program === appVersion()) return;
  throw new AppError(
    'INVALID_DATA',
    `${folder} was planned with version ${program} of the program, and this is ${appVersion()}: strips of both would not fit each other. Go on with that version, or make another data set.`,
  );
}
