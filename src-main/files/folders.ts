import { renameSync } from 'node:fs';
import { lstat, open, readdir, rename, rm, rmdir, stat } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { AppError } from '../../src-shared/contract/errors.js';
import { makeFolder, makeLastFolder, syncFolder } from '../setup/folders.mjs';
import { syncFile } from './durable-files.js';
import { fileError } from './system-errors.js';

/** The names in a folder; none where it can't be looked into. */
export const namesIn = (folder: string): Promise<string[]> =>
  readdir(folder).catch((): string[] => []);

/** Makes a folder, and those above it. @throws AppError NO_SPACE, NOT_WRITABLE, NOT_FOUND */
export const makePath = (folder: string): Promise<void> =>
  makeFolder(folder).catch((error) => {
    throw fileError(error, folder, 'write');
  });

/**
 * Makes a folder inside one that is there.
 *
 * @throws AppError NO_SPACE, NOT_WRITABLE; NOT_FOUND when that has gone
 */
export const makeSubfolder = (folder: string): Promise<void> =>
  makeLastFolder(folder).catch((error) => {
    throw fileError(error, folder, 'write');
  });

/**
 * Makes the folders that a file lies in, within a folder that may come from elsewhere: a link there could
 * lead anywhere, and is refused.
 *
 * @param path of the file, relative to the folder, with / between names
 * @throws AppError NO_SPACE, NOT_WRITABLE
 */
export async function makeFoldersWithin(folder: string, path: string): Promise<void> {
  let place = folder;
  for (const name of path.split('/').slice(0, -1)) {
    place = join(place, name);
    try {
      await makeFolder(place);
      if (!(await lstat(place)).isSymbolicLink()) continue;
    } catch (error) {
      throw fileError(error, place, 'write');
    }
    throw new AppError(
      'NOT_WRITABLE',
      `${place} is a link, and nothing is written through it: put a folder in its place.`,
      { details: { path: place } },
    );
  }
}

/**
 * Takes a file or a folder away, of a link the link. One that is not there is no error.
 *
 * @throws AppError NOT_WRITABLE
 */
export const remove = (path: string): Promise<void> =>
  rm(path, { recursive: true, force: true, maxRetries: 3 }).catch((error) => {
    throw fileError(error, path, 'write');
  });

/** Takes a folder away that holds nothing; any other stays. */
export const removeEmptyFolder = (folder: string): Promise<void> => rmdir(folder).catch(() => {});

/** Makes the names in a folder survive a power cut. @throws AppError NOT_WRITABLE */
export const bringToDisk = (folder: string): Promise<void> =>
  syncFolder(folder).catch((error) => {
    throw fileError(error, folder, 'write');
  });

/** Brings a folder to disk with every file and folder in it. @throws AppError NO_SPACE, NOT_WRITABLE */
export async function bringAllToDisk(folder: string): Promise<void> {
  const entries = await readdir(folder, { withFileTypes: true }).catch((error) => {
    throw fileError(error, folder, 'write');
  });
  for (const entry of entries) {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) await bringAllToDisk(path);
    else await syncFileAt(path);
  }
  await bringToDisk(folder);
}

async function syncFileAt(path: string): Promise<void> {
  try {
    const file = await open(path, 'r+');
    await syncFile(file).finally(() => file.close());
  } catch (error) {
    throw fileError(error, path, 'write');
  }
}

/** Gives a folder another name beside it. @throws AppError NO_SPACE, NOT_WRITABLE, NOT_FOUND */
export async function renameFolder(from: string, to: string): Promise<void> {
  try {
    await rename(from, to);
    await syncFolder(dirname(to));
  } catch (error) {
    throw fileError(error, to, 'write');
  }
}

/** What changes when a file is replaced; null when it is not there. */
export async function fileVersion(path: string): Promise<string | null> {
  const stats = await stat(path).catch(() => null);
  return stats && `${stats.ino} ${stats.mtimeMs} ${stats.size}`;
}

/** When a file was changed last; 1970 when it can't be looked at. */
export const changedAt = (path: string | Buffer): Promise<Date> =>
  stat(path).then(
    ({ mtime }) => mtime,
    () => new Date(0),
  );

/** Gives a file that can't be used another name, where it is found again. Settings are read before anything else. */
export const setAside = (path: string, name: string): void => renameSync(path, name);
