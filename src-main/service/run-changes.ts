import { rename, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { AppError, messageOf } from '../../src-shared/contract/errors.js';
import type { RunSummary } from '../../src-shared/contract/run-views.js';
import { syncDirectory } from '../files/durable-files.js';
import { readRunRecord, writeRunRecord } from '../files/run-record.js';
import { fileError } from '../files/system-errors.js';
import { checkRunName, forgetFolder, placeOf, runId, runsDirectory } from './run-ids.js';
import { isWritten, summariseRun } from './run-registry.js';

/**
 * Gives a run of the data directory another name, its folder included.
 *
 * @throws AppError BAD_INPUT, LOCKED, INVALID_RUN
 */
export async function renameRun(folder: string, wanted: string): Promise<RunSummary> {
  const name = checkRunName(wanted.trim());
  const target = join(runsDirectory(), name);
  if (target === folder) return summariseRun(folder);
  await requireQuiet(folder, 'renamed');
  if (placeOf(folder) !== 'data') {
    throw new AppError(
      'BAD_INPUT',
      `${folder} lies outside the program's own folder: rename it in the file manager and open it again.`,
    );
  }
  if (await stat(target).catch(() => null)) {
    throw new AppError('BAD_INPUT', `There is a run "${name}" already. Choose another name.`);
  }
  const record = await readRunRecord(folder);
  await writeRunRecord(folder, { ...record, name });
  try {
    await rename(folder, target);
    await syncDirectory(runsDirectory());
  } catch (error) {
    throw fileError(error, target, 'write');
  }
  return summariseRun(target);
}

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
  try {
    await trash(folder);
  } catch (error) {
    throw new AppError(
      'NOT_WRITABLE',
      `${folder} could not be moved to the bin: ${messageOf(error)}. It is still there; delete the folder by hand if need be.`,
      { details: { folder }, cause: error },
    );
  }
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
