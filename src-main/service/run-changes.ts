import { join } from 'node:path';
import { AppError, systemCode } from '../../src-shared/contract/errors.js';
import type { RunSummary } from '../../src-shared/contract/run-views.js';
import { exists } from '../files/exists.js';
import { isSamePlace } from '../files/folder-names.js';
import { renameFolder } from '../files/folders.js';
import { foreignModelAt } from '../files/model-places.js';
import { readRunRecord, writeRunRecord } from '../files/run-record.js';
import { forgetFolder, placeOf, runId } from './run-ids.js';
import { isWritten, summariseRun } from './run-registry.js';
import { runsDirectory } from './runs-directory.js';
import { toBin } from './trash.js';

/**
 * Gives a run of the data directory another name, its folder included.
 *
 * @param name a good one: see `checkRunName`
 * @throws AppError BAD_INPUT, LOCKED, INVALID_RUN
 */
export async function renameRun(folder: string, name: string): Promise<RunSummary> {
  const target = join(runsDirectory(), name);
  if (target === folder) return summariseRun(folder);
  await requireQuiet(folder, 'renamed');
  if (placeOf(folder) !== 'data') {
    throw new AppError(
      'BAD_INPUT',
      `${folder} lies outside the program's own folder: rename it in the file manager and open it again.`,
    );
  }
  const taken = new AppError('BAD_INPUT', `There is a run "${name}" already. Choose another name.`);
  if (await isOther(target, folder)) throw taken;
  const record = (await foreignModelAt(folder)) === null ? await readRunRecord(folder) : null;
  await renameFolder(folder, target).catch((error) => {
    const code = error instanceof AppError ? systemCode(error.cause) : null;
    throw code === 'ENOTEMPTY' || code === 'EEXIST' ? taken : error;
  });
  // Last: a rename that fails leaves the run as it was, its record included.
  if (record !== null) {
    await writeRunRecord(target, { ...record, name }).catch(async (error) => {
      await renameFolder(target, folder).catch(() => {});
      throw error;
    });
  }
  return summariseRun(target);
}

/** Whether something else is there: A is a to some disks, and é in one code point é in two. */
const isOther = async (path: string, folder: string): Promise<boolean> =>
  (await exists(path)) && !(await isSamePlace(path, folder));

/**
 * Moves a run to the system's bin.
 *
 * @throws AppError LOCKED; NOT_WRITABLE when there is no bin
 */
export async function deleteRun(
  folder: string,
  trash: (folder: string) => Promise<void>,
): Promise<void> {
  await requireQuiet(folder, 'deleted');
  await toBin(folder, trash);
  forgetFolder(runId(folder));
}

/** @throws AppError BAD_INPUT for the shipped model, which has no checkpoints */
export function requireOwn(folder: string): void {
  if (placeOf(folder) !== 'shipped') return;
  throw new AppError(
    'BAD_INPUT',
    "The model that comes with the program draws, but its training can't go on: it has no checkpoints. Train one of your own with the same preset.",
  );
}

/**
 * A run from elsewhere may name any folder of this machine as that of its images.
 *
 * @throws AppError BAD_INPUT
 */
export async function requireOwnData(folder: string): Promise<void> {
  if (placeOf(folder) !== 'opened') return;
  const { dataset } = await readRunRecord(folder);
  if (dataset.folder === null) return;
  throw new AppError(
    'BAD_INPUT',
    `${folder} says that its images lie in ${dataset.folder}, and a run outside the program's own folder is not believed that. Name them to go on: digits resume with --data.`,
    { details: { folder } },
  );
}

async function requireQuiet(folder: string, what: string): Promise<void> {
  if (placeOf(folder) === 'shipped') {
    throw new AppError(
      'BAD_INPUT',
      `This model comes with the program, so it can't be ${what}. Copy its folder ${folder} to have one of your own.`,
    );
  }
  if (!(await isWritten(folder))) return;
  throw new AppError(
    'LOCKED',
    `This run is being trained, so it can't be ${what}. Stop the training first.`,
    { details: { folder } },
  );
}
