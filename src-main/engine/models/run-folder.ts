import { mkdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { AppError, messageOf, systemCode } from '../../../src-shared/contract/errors.js';
import { type RunRecord, runRecordSchema } from '../../../src-shared/contract/runs.js';
import { writeJsonDurably } from '../../files/durable-files.js';
import { requireEmptyFolder } from '../../files/empty-folder.js';
import { fileError } from '../../files/system-errors.js';
import { acquireLock } from '../../setup/process-lock.mjs';
import { parseJson } from './parse-json.js';

/** The places inside a run folder. */
export const runPaths = (folder: string) => ({
  record: join(folder, 'run.json'),
  lock: join(folder, 'run.lock'),
  generator: join(folder, 'generator'),
  discriminator: join(folder, 'discriminator'),
  checkpoints: join(folder, 'checkpoints'),
});

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

export const writeRunRecord = (folder: string, record: RunRecord): Promise<unknown> =>
  writeJsonDurably(runPaths(folder).record, record);

/**
 * @throws AppError NOT_FOUND when the folder is no run; INVALID_RUN when its record can't be read
 */
export async function readRunRecord(folder: string): Promise<RunRecord> {
  const path = runPaths(folder).record;
  const text = await readFile(path, 'utf8').catch((error) => {
    if (systemCode(error) === 'ENOENT' || systemCode(error) === 'ENOTDIR') {
      throw new AppError('NOT_FOUND', `${folder} is not a run folder: it has no run.json.`, {
        details: { folder },
      });
    }
    throw fileError(error, path, 'read');
  });
  const invalid = (what: string) =>
    new AppError(
      'INVALID_RUN',
      `${path} can't be read: ${what}. The run can't be resumed from it.`,
      {
        details: { path },
      },
    );
  return parseJson(text, runRecordSchema, invalid);
}
