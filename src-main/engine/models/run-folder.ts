import { mkdir } from 'node:fs/promises';
import { AppError, messageOf, systemCode } from '../../../src-shared/contract/errors.js';
import { requireEmptyFolder } from '../../files/empty-folder.js';
import { runPaths } from '../../files/run-record.js';
import { fileError } from '../../files/system-errors.js';
import { acquireLock } from '../../setup/process-lock.mjs';

/**
 * Makes the folder of a new run.
 *
 * @throws AppError FOLDER_NOT_EMPTY, NOT_WRITABLE
 */
export async function createRunFolder(folder: string): Promise<void> {
  await requireEmptyFolder(
    folder,
    'a new training would mix with what is there. Choose a new folder; to go on with a training that is there, use digits resume.',
  );
  await mkdir(folder, { recursive: true }).catch((error) => {
    throw fileError(error, folder, 'write');
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
