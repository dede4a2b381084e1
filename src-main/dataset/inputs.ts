import { join } from 'node:path';
import { AppError } from '../../src-shared/contract/errors.js';
import type { Bank } from '../bank/bank.js';
import { openBankFile } from '../bank/bank-file.js';
import { openBank } from '../bank/banks.js';
import { listFile, type Plan, planBankFile, planFile } from './plan.js';

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
