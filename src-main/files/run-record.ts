import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { AppError, systemCode } from '../../src-shared/contract/errors.js';
import { type RunRecord, runRecordSchema } from '../../src-shared/contract/runs.js';
import { writeJsonDurably } from './durable-files.js';
import { parseJson } from './parse-json.js';
import { fileError } from './system-errors.js';

/** The places inside a run folder. */
export const runPaths = (folder: string) => ({
  record: join(folder, 'run.json'),
  lock: join(folder, 'run.lock'),
  generator: join(folder, 'generator'),
  discriminator: join(folder, 'discriminator'),
  /** The generator of the best epoch. */
  best: join(folder, 'best'),
  checkpoints: join(folder, 'checkpoints'),
});

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
