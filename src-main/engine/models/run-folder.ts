import { lstat } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { nthRunName } from '../../../src-shared/config/run-name.js';
import { AppError, messageOf, systemCode } from '../../../src-shared/contract/errors.js';
import { sweepDrafts } from '../../files/drafts.js';
import { exists } from '../../files/exists.js';
import { namesIn, remove, removeEmptyFolder } from '../../files/folders.js';
import { requireWithin } from '../../files/foreign-file.js';
import { makeFreeFolder } from '../../files/free-names.js';
import { makeEmptyFolder } from '../../files/output-folder.js';
import { runPaths } from '../../files/run-record.js';
import { fileError } from '../../files/system-errors.js';
import { acquireLock } from '../../setup/process-lock.mjs';
import { runLogFiles } from './run-log.js';

/**
 * Has a training begin in a folder of its own, which is locked meanwhile. What of it is there before
 * there is a record goes again: no list would show it, and its name would be taken.
 *
 * @param options.counted takes the next name that is free where the folder is there (`mine-2`), so that
 *   trainings which begin at once have a folder each
 * @param work with the folder
 * @throws AppError FOLDER_NOT_EMPTY, NOT_WRITABLE, LOCKED, and what the work throws
 */
export async function inNewRunFolder<Value>(
  wanted: string,
  { counted }: { counted: boolean },
  work: (folder: string) => Promise<Value>,
): Promise<Value> {
  const wasThere = !counted && (await exists(wanted));
  const folder = counted
    ? await makeFreeFolder((nth) => join(dirname(wanted), nthRunName(basename(wanted), nth)))
    : wanted;
  if (!counted) {
    await makeEmptyFolder(
      folder,
      'a new training would mix with what is there. Choose a new folder; to go on with a training that is there, use digits resume.',
    );
  }
  try {
    const lock = await lockRun(folder);
    try {
      return await work(folder);
    } catch (error) {
      if (!(await exists(runPaths(folder).record))) await removeFiles(folder, beforeRecord);
      throw error;
    } finally {
      await lock.release();
    }
  } catch (error) {
    // One that is not empty stays.
    if (!wasThere) await removeEmptyFolder(folder);
    throw error;
  }
}

/** What may be there before a record is. */
const beforeRecord: readonly string[] = [...runLogFiles, basename(runPaths('').allographs)];

const removeFiles = (folder: string, names: readonly string[]): Promise<unknown> =>
  Promise.all(names.map((name) => remove(join(folder, name)).catch(() => {})));

/**
 * Makes the folder of a run ready to be written, which only who holds its lock may: what is written and
 * deleted lies inside of it, whatever links are there, and what a killed process left unfinished goes.
 *
 * @throws AppError INVALID_RUN where a part of the run lies elsewhere or is no folder
 */
export async function prepareRunFolder(folder: string): Promise<void> {
  const { checkpoints, generator, discriminator, best, progress } = runPaths(folder);
  const parts = [generator, discriminator, best, progress, checkpoints];
  for (const part of parts) await requireOwnFolder(part, folder);
  const saved = (await namesIn(checkpoints)).map((name) => join(checkpoints, name));
  for (const checkpoint of saved) await requireOwnFolder(checkpoint, folder);
  for (const place of [folder, ...parts, ...saved]) await sweepDrafts(place);
}

async function requireOwnFolder(part: string, folder: string): Promise<void> {
  const invalid = (what: string) =>
    new AppError(
      'INVALID_RUN',
      `${part} can't be written: ${what}. Put a folder of the run in its place, or remove it, to go on.`,
      { details: { folder } },
    );
  const stats = await lstat(part).catch(() => null);
  if (stats === null) return;
  if (stats.isDirectory()) return;
  if (!stats.isSymbolicLink()) throw invalid('it is no folder');
  await requireWithin(part, folder, invalid).catch((error) => {
    throw error instanceof AppError ? error : invalid('it is a link that leads nowhere');
  });
}

/**
 * Keeps other processes from writing the run. A process that dies lets go.
 *
 * @throws AppError LOCKED
 */
export async function lockRun(folder: string): Promise<{ release(): Promise<void> }> {
  try {
    return await acquireLock(runPaths(folder).lock, { purpose: 'training' });
  } catch (error) {
    if (systemCode(error) === 'LOCKED') {
      throw new AppError(
        'LOCKED',
        `${messageOf(error)} Stop that training first, or choose another run.`,
        {
          details: { folder },
          cause: error,
        },
      );
    }
    throw fileError(error, folder, 'write');
  }
}
