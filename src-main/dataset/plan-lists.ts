import { createHash } from 'node:crypto';
import { join } from 'node:path';
import { AppError } from '../../src-shared/contract/errors.js';
import type { Lists } from '../../src-shared/grammar/lists.js';
import { readForeignFile } from '../files/foreign-file.js';
import { listFile, type Plan } from './plan.js';

/** Of a million numbers. */
const mostListBytes = 2 ** 28;

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
