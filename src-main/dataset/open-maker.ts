import { AppError } from '../../src-shared/contract/errors.js';
import { prepareGrammar } from '../../src-shared/grammar/prepare.js';
import type { SharedBank } from '../bank/bank.js';
import { bankOf } from '../bank/banks.js';
import { appVersion } from '../files/app-version.js';
import { planBank, planLists } from './inputs.js';
import type { Plan } from './plan.js';
import { requireEnough, requireLength } from './plan-dataset.js';
import { SampleMaker } from './sample-maker.js';

/**
 * What makes the strips of a data set's folder, of which it needs nothing but the plan, its lists and its
 * bank.
 *
 * @param shared that bank, where another thread has opened it
 * @throws AppError INVALID_DATA when a list or the bank is not the plan's; BAD_INPUT for a plan that can't be
 *   made; what they can't be read for
 */
export async function openMaker(
  folder: string,
  plan: Plan,
  shared: SharedBank | null = null,
): Promise<SampleMaker> {
  requireVersion(folder, plan);
  const bank = shared === null ? await planBank(folder, plan) : bankOf(shared);
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
