import { createHash } from 'node:crypto';
import { join } from 'node:path';
import { AppError } from '../../src-shared/contract/errors.js';
import type { Lists } from '../../src-shared/grammar/lists.js';
import type { Bank } from '../bank/bank.js';
import { openBankFile } from '../bank/bank-file.js';
import { openBank } from '../bank/banks.js';
import { readForeignFile } from '../files/foreign-file.js';
import { listFile, type Plan, planBankFile, planFile } from './plan.js';

/** Of a million numbers. */
const mostListBytes = 2 ** 28;

/** Names of the files that a data set is made of, and of nothing else. */
export const inputNames = ({ lists, bank }: Plan): string[] => [
  planFile,
  ...lists.map(({ name }) => listFile(name)),
  ...(bank.inFolder ? [planBankFile] : []),
];

/**
 * The bank of a data set: its own, in its folder, or one that comes with the program.
 *
 * @throws AppError INVALID_DATA, NOT_FOUND
 */
export async function planBank(
  folder: string,
  { bank: { name, sha256, inFolder } }: Plan,
): Promise<Bank> {
  const path = join(folder, planBankFile);
  const bank = inFolder ? await openBankFile(path).catch(missing) : await openBank(name);
  if (bank.sha256 === sha256) return bank;
  throw new AppError(
    'INVALID_DATA',
    inFolder
      ? `${path} is not ${name}, with which ${folder} was planned: put that bank back in its place.`
      : `The bank ${name} of this program is not the one with which ${folder} was planned: its strips would not fit those that are there. Use the program that planned it, or make another data set.`,
  );

  function missing(error: unknown): never {
    if (!(error instanceof AppError) || error.code !== 'NOT_FOUND') throw error;
    throw new AppError(
      'NOT_FOUND',
      `${path} is missing, the bank ${name} that ${folder} was planned with: put it back in its place.`,
      { details: { path } },
    );
  }
}

/**
 * The lists of a data set's folder.
 *
 * @throws AppError INVALID_DATA, NOT_FOUND
 */
export async function planLists(folder: string, plan: Plan): Promise<Lists> {
  const lists = new Map<string, readonly string[]>();
  for (const { name, sha256 } of plan.lists) {
    const path = join(folder, listFile(name));
    const invalid = (what: string) =>
      new AppError('INVALID_DATA', `${path} can't be used: ${what}.`);
    const bytes = await readForeignFile(path, { maxBytes: mostListBytes, within: folder, invalid });
    if (createHash('sha256').update(bytes).digest('hex') !== sha256) {
      throw invalid('it was changed after the data set was planned');
    }
    lists.set(name, numbersOf(bytes));
  }
  return lists;
}

/** A blank at the end of a number is a part of it. */
const numbersOf = (bytes: Uint8Array): string[] =>
  new TextDecoder().decode(bytes).slice(0, -1).split('\n');
