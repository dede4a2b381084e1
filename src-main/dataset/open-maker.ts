import type { SharedBank } from '../bank/bank.js';
import { bankOf } from '../bank/shared-bank.js';
import { planBank } from './inputs.js';
import { makerWith } from './maker-with.js';
import type { Plan } from './plan.js';
import type { SampleMaker } from './sample-maker.js';

/**
 * What makes the strips of a data set's folder, of which it needs nothing but the plan, its lists and its
 * bank.
 *
 * @param shared that bank, where another has opened it
 * @throws AppError as {@link makerWith}; what the bank can't be read for
 */
export const openMaker = async (
  folder: string,
  plan: Plan,
  shared: SharedBank | null = null,
): Promise<SampleMaker> =>
  makerWith(folder, plan, shared === null ? await planBank(folder, plan) : bankOf(shared));
