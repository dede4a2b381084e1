import { mkdir, open, rm, rmdir } from 'node:fs/promises';
import { dirname } from 'node:path';
import { systemCode } from '../../src-shared/contract/errors.js';
import { makeFolder } from '../setup/folders.mjs';
import { fileError } from './system-errors.js';

/** The files, or the folder, that belong to the first, second, … of some names. */
interface Names {
  /** @param nth from 1 */
  readonly nth: (nth: number) => readonly string[];
  readonly kind: 'files' | 'folder';
}

/**
 * Writes under the first of some names that is free. What is there is never touched, and no other
 * process gets the same name: it is taken, as an empty file or folder, before anything is written.
 * Whatever ends the writing before its end, the name is free again.
 *
 * @returns which of the names it was, from 1
 * @throws AppError NOT_WRITABLE, NO_SPACE; and what the writing throws
 */
export async function writeUnderFreeName(
  { nth, kind }: Names,
  write: (nth: number) => Promise<void>,
): Promise<number> {
  for (let number = 1; ; number++) {
    const paths = nth(number);
    if (!(await take(paths, kind))) continue;
    try {
      await write(number);
      return number;
    } catch (error) {
      await giveBack(paths, kind);
      throw error;
    }
  }
}

/**
 * Makes the first of some folders that is not there yet, with the folder that holds it.
 *
 * @throws AppError NOT_WRITABLE, NO_SPACE
 */
export async function makeFreeFolder(nth: (nth: number) => string): Promise<string> {
  for (let number = 1; ; number++) {
    const folder = nth(number);
    if (await take([folder], 'folder')) return folder;
  }
}

/** Makes them all; none, and false, when one is there. */
async function take(paths: readonly string[], kind: Names['kind']): Promise<boolean> {
  const made: string[] = [];
  for (const path of paths) {
    try {
      await makeParent(path);
      if (kind === 'folder') await mkdir(path);
      else await (await open(path, 'wx')).close();
      made.push(path);
    } catch (error) {
      await giveBack(made, kind);
      if (systemCode(error) === 'EEXIST') return false;
      throw fileError(error, path, 'write');
    }
  }
  return true;
}

/** A file in its way is an error: no other name would help. */
async function makeParent(path: string): Promise<void> {
  await makeFolder(dirname(path)).catch((error) => {
    throw fileError(error, dirname(path), 'write');
  });
}

const giveBack = (paths: readonly string[], kind: Names['kind']) =>
  Promise.all(
    paths.map((path) =>
      (kind === 'folder' ? rmdir(path) : rm(path, { force: true })).catch(() => {}),
    ),
  );
