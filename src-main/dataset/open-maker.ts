import { createHash } from 'node:crypto';
import { join } from 'node:path';
import { AppError } from '../../src-shared/contract/errors.js';
import { type PreparedGrammar, prepareGrammar } from '../../src-shared/grammar/prepare.js';
import { openBank } from '../bank/banks.js';
import { readForeignFile } from '../files/foreign-file.js';
import { listFile, type Plan, type PlanParts } from './plan.js';
import { SampleMaker } from './sample-maker.js';

/** Of a million numbers. */
const mostListBytes = 2 ** 28;

/**
 * What makes the strips of a data set's folder.
 *
 * @param bankWord what the plan's bank is called here, where that is not its name: a file
 * @throws AppError INVALID_DATA when the list or the bank is not the plan's; what they can't be read for
 */
export async function openMaker(
  folder: string,
  plan: Plan,
  bankWord = plan.bank.name,
): Promise<SampleMaker> {
  const bank = await openBank(bankWord);
  if (bank.sha256 !== plan.bank.sha256) {
    throw new AppError(
      'INVALID_DATA',
      `The bank ${bankWord} is not ${plan.bank.name}, with which ${folder} was planned: its strips would not fit those that are there. Name the file of that bank with --bank, or make another data set.`,
    );
  }
  return new SampleMaker(plan, await grammarOf(folder, plan), bank);
}

/** @throws AppError INVALID_DATA */
async function grammarOf(folder: string, plan: Plan): Promise<PreparedGrammar> {
  const { grammar, list } = plan;
  if (list === null) return preparedWith(grammar, null);
  const path = join(folder, listFile);
  const invalid = (what: string) => new AppError('INVALID_DATA', `${path} can't be used: ${what}.`);
  const bytes = await readForeignFile(path, { maxBytes: mostListBytes, invalid });
  if (createHash('sha256').update(bytes).digest('hex') !== list.sha256) {
    throw invalid('it was changed after the data set was planned');
  }
  // A blank at the end of the last number is a part of it.
  const numbers = new TextDecoder().decode(bytes).slice(0, -1).split('\n');
  return preparedWith(grammar, { name: list.name, numbers });
}

/** A list and what a grammar calls it. */
export interface NamedList {
  readonly name: string;
  readonly numbers: readonly string[];
}

/** @throws AppError BAD_INPUT as `prepareGrammar` */
export const preparedWith = (
  grammar: PlanParts['grammar'],
  list: NamedList | null,
): PreparedGrammar =>
  prepareGrammar(grammar, { lists: new Map(list === null ? [] : [[list.name, list.numbers]]) });
