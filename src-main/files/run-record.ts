import { join } from 'node:path';
import { AppError } from '../../src-shared/contract/errors.js';
import { type RunRecord, runRecordSchema } from '../../src-shared/contract/runs.js';
import { writeJsonDurably } from './durable-files.js';
import { readForeignText } from './foreign-file.js';
import { parseJson } from './parse-json.js';

/** The places inside a run folder. */
export const runPaths = (folder: string) => ({
  record: join(folder, 'run.json'),
  lock: join(folder, 'run.lock'),
  /** Of each training image, in a byte, the allograph it is written in, where these are told apart. */
  allographs: join(folder, 'allographs.bin'),
  generator: join(folder, 'generator'),
  discriminator: join(folder, 'discriminator'),
  /** The generator of the best epoch. */
  best: join(folder, 'best'),
  checkpoints: join(folder, 'checkpoints'),
  /** A picture of each epoch. */
  progress: join(folder, 'progress'),
});

/** Of some 2 kB; keys that other versions wrote are kept. */
const mostRecordBytes = 2 ** 20;

export const writeRunRecord = (folder: string, record: RunRecord): Promise<unknown> =>
  writeJsonDurably(runPaths(folder).record, record);

/**
 * @throws AppError NOT_FOUND when the folder is no run; INVALID_RUN when its record can't be read
 */
export async function readRunRecord(folder: string): Promise<RunRecord> {
  const path = runPaths(folder).record;
  const invalid = (what: string) =>
    new AppError(
      'INVALID_RUN',
      `${path} can't be read: ${what}. The run can't be resumed from it.`,
      { details: { path } },
    );
  const bounds = { maxBytes: mostRecordBytes, within: folder, invalid };
  const text = await readForeignText(path, bounds).catch((error) => {
    if (!(error instanceof AppError) || error.code !== 'NOT_FOUND') throw error;
    throw new AppError('NOT_FOUND', `${folder} is not a run folder: it has no run.json.`, {
      details: { folder },
    });
  });
  return parseJson(text, runRecordSchema, invalid);
}
