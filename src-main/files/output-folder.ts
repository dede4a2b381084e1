import { lstat, mkdir, readdir, rename, rm, rmdir, writeFile } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import { AppError, systemCode } from '../../src-shared/contract/errors.js';
import { makeFolder, syncFolder } from '../setup/folders.mjs';
import { draftIn, forgetDraft, sweepDrafts } from './drafts.js';
import { fileError } from './system-errors.js';

/** A folder of files that appear together, once all of them are written. */
export interface OutputFolder {
  /** @param name of a file, which no other has */
  put(name: string, bytes: Uint8Array | string): Promise<void>;
}

/**
 * Fills a folder that a person named: a missing one is made and gets its name when all files are in it;
 * one that is there and empty (also a mount, or the current folder) keeps its place, mode and owner, and
 * gets the files at the end. Whether it can be written is tried before the work begins.
 *
 * @param why what a folder that is not empty is refused for, in words that follow "is not empty, and"
 * @throws AppError FOLDER_NOT_EMPTY, NO_SPACE, NOT_WRITABLE, and what the work throws; nothing of it stays
 */
export async function fillFolder<Value>(
  folder: string,
  why: string,
  work: (files: OutputFolder) => Promise<Value>,
): Promise<Value> {
  const place = resolve(folder);
  const isThere = await requireEmptyFolder(place, why);
  const onDisk = async <Result>(job: () => Promise<Result>): Promise<Result> => {
    try {
      return await job();
    } catch (error) {
      throw fileError(error, place, 'write');
    }
  };
  if (!isThere) await onDisk(() => makeFolder(dirname(place)));
  const beside = isThere ? place : dirname(place);
  await sweepDrafts(beside);
  const draft = draftIn(beside);
  try {
    await onDisk(() => mkdir(draft));
    const value = await work({
      put: (name, bytes) => onDisk(() => writeFile(join(draft, name), bytes, { flag: 'wx' })),
    });
    await onDisk(async () => {
      await syncFolder(draft);
      if (isThere) await moveAll(draft, place);
      else await rename(draft, place);
      await syncFolder(beside);
    });
    return value;
  } catch (error) {
    await rm(draft, { recursive: true, force: true }).catch(() => {});
    throw error;
  } finally {
    forgetDraft(draft);
  }
}

/** All of them or none. */
async function moveAll(from: string, to: string): Promise<void> {
  const moved: string[] = [];
  try {
    for (const name of await readdir(from)) {
      await rename(join(from, name), join(to, name));
      moved.push(join(to, name));
    }
    await rmdir(from);
  } catch (error) {
    await Promise.all(moved.map((path) => rm(path, { force: true }).catch(() => {})));
    throw error;
  }
}

/**
 * @param why what would go wrong and what to do instead, in words that follow "is not empty, and"
 * @returns whether it is there: a missing folder is empty
 * @throws AppError FOLDER_NOT_EMPTY; NOT_WRITABLE when it is no folder
 */
export async function requireEmptyFolder(folder: string, why: string): Promise<boolean> {
  const inside = await readdir(folder).catch(async (error) => {
    if (systemCode(error) !== 'ENOENT') throw fileError(error, folder, 'write');
    if ((await lstat(folder).catch(() => null)) === null) return null;
    throw new AppError(
      'NOT_WRITABLE',
      `${folder} is a link to a folder that is not there. Make that folder, or choose another place.`,
      { details: { folder } },
    );
  });
  if (inside === null) return false;
  await sweepDrafts(folder);
  const left = await readdir(folder).catch((error) => {
    throw fileError(error, folder, 'write');
  });
  if (left.length === 0) return true;
  throw new AppError('FOLDER_NOT_EMPTY', `${folder} is not empty, and ${why}`, {
    details: { folder },
  });
}

/**
 * Makes a folder of its own for something that is written bit by bit.
 *
 * @throws AppError FOLDER_NOT_EMPTY, NOT_WRITABLE, NO_SPACE
 */
export async function makeEmptyFolder(folder: string, why: string): Promise<void> {
  await requireEmptyFolder(folder, why);
  try {
    await makeFolder(folder);
  } catch (error) {
    throw fileError(error, folder, 'write');
  }
}
