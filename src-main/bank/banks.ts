import { join } from 'node:path';
import { AppError } from '../../src-shared/contract/errors.js';
import { exists } from '../files/exists.js';
import { namesIn } from '../files/folders.js';
import { dataDirectory } from '../setup/directories.mjs';
import type { Bank } from './bank.js';
import { nameOf, openBankFile } from './bank-file.js';
import { mnistBank } from './mnist-bank.js';

/** Where banks lie that nobody gave another place, each under its name. */
export const banksDirectory = (): string => join(dataDirectory(), 'banks');

const bankEnding = '.bank';
const bankName = /^bank-[0-9a-f]{16}$/;

/** The path of a bank of the data directory. */
export const bankPath = (name: string): string => join(banksDirectory(), name + bankEnding);

/** Files of the data directory that are called like banks, in the order of their names. */
export async function bankNames(): Promise<string[]> {
  const names = await namesIn(banksDirectory());
  return names
    .filter((name) => name.endsWith(bankEnding))
    .map((name) => name.slice(0, -bankEnding.length))
    .filter((name) => bankName.test(name))
    .toSorted();
}

/** Of a bank by the pieces of its file, the last of which is its checksum. */
export const nameOfBank = (file: readonly Uint8Array[]): string =>
  nameOf(Buffer.from(file.at(-1) ?? []).toString('hex'));

/**
 * A bank by what a person calls it: `mnist`, `mnist-test`, the name of one in the data directory, or a
 * file.
 *
 * @throws AppError INVALID_DATA, NOT_FOUND, NOT_WRITABLE
 */
export async function openBank(word: string): Promise<Bank> {
  if (word === 'mnist') return mnistBank('train');
  if (word === 'mnist-test') return mnistBank('t10k');
  if (!bankName.test(word)) return openBankFile(word);
  const path = bankPath(word);
  if (!(await exists(path))) {
    throw new AppError(
      'NOT_FOUND',
      `There is no bank ${word} in ${banksDirectory()}: digits bank list says which there are.`,
      { details: { path } },
    );
  }
  const bank = await openBankFile(path);
  if (bank.name === word) return bank;
  throw new AppError(
    'INVALID_DATA',
    `${path} is another bank than its name says: it holds ${bank.name}. Give it that name.`,
    { details: { path } },
  );
}
