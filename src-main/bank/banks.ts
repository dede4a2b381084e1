import { join } from 'node:path';
import { isMadeBank, shippedBank } from '../../src-shared/config/data-set-request.js';
import { AppError } from '../../src-shared/contract/errors.js';
import { didYouMean } from '../../src-shared/text/nearest-word.js';
import { exists } from '../files/exists.js';
import { namesIn } from '../files/folders.js';
import { resourcePath } from '../files/resources.js';
import { dataDirectory } from '../setup/directories.mjs';
import type { Bank } from './bank.js';
import { openBankFile } from './bank-file.js';
import { nameOf } from './bank-records.js';
import { mnistBank } from './mnist-bank.js';

/** Where banks lie that nobody gave another place, each under its name. */
export const banksDirectory = (): string => join(dataDirectory(), 'banks');

const bankEnding = '.bank';

const shippedPath = (): string => join(resourcePath('bank'), `digits${bankEnding}`);

/** The path of a bank of the data directory. */
export const bankPath = (name: string): string => join(banksDirectory(), name + bankEnding);

/** Files of the data directory that are called like banks, in the order of their names. */
export async function bankNames(): Promise<string[]> {
  const names = await namesIn(banksDirectory());
  return names
    .filter((name) => name.endsWith(bankEnding))
    .map((name) => name.slice(0, -bankEnding.length))
    .filter(isMadeBank)
    .toSorted();
}

/** Of a bank by the pieces of its file, the last of which is its checksum. */
export const nameOfBank = (file: readonly Uint8Array[]): string =>
  nameOf(Buffer.from(file.at(-1) ?? []).toString('hex'));

/** A bank, and where its file lies; null for one that comes with the program. */
export interface FoundBank {
  readonly bank: Bank;
  readonly path: string | null;
}

/**
 * A bank by what a person calls it: `shipped`, `mnist`, `mnist-test`, the name of one in the data
 * directory, or a file. A plan calls the shipped one by its content, as any other that was made.
 *
 * @throws AppError INVALID_DATA, NOT_FOUND, NOT_WRITABLE
 */
export async function findBank(word: string): Promise<FoundBank> {
  if (word === 'mnist') return { bank: await mnistBank('train'), path: null };
  if (word === 'mnist-test') return { bank: await mnistBank('t10k'), path: null };
  if (word === shippedBank) return { bank: await openBankFile(shippedPath()), path: null };
  if (!isMadeBank(word)) {
    if (/^[\w-]+$/.test(word) && !(await exists(word))) throw await noSuchBank(word);
    return { bank: await openBankFile(word), path: word };
  }
  const path = bankPath(word);
  if (!(await exists(path))) {
    const shipped = await openBankFile(shippedPath());
    if (shipped.name === word) return { bank: shipped, path: null };
    throw await noSuchBank(word);
  }
  const bank = await openBankFile(path);
  if (bank.name === word) return { bank, path };
  throw new AppError(
    'INVALID_DATA',
    `${path} is another bank than its name says: it holds ${bank.name}. Give it that name.`,
    { details: { path } },
  );
}

async function noSuchBank(word: string): Promise<AppError> {
  const names = [shippedBank, 'mnist', 'mnist-test', ...(await bankNames())];
  return new AppError(
    'NOT_FOUND',
    `There is no bank ${word} in ${banksDirectory()}: choose another one, or make it with digits bank make.${didYouMean(word, names)}`,
    { details: { path: bankPath(word) } },
  );
}

/** `findBank` where it does not matter where it lies. */
export const openBank = async (word: string): Promise<Bank> => (await findBank(word)).bank;
