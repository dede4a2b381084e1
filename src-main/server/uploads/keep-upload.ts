import { join } from 'node:path';
import { nthRunName, runNameLike } from '../../../src-shared/config/run-name.js';
import { AppError, systemCode } from '../../../src-shared/contract/errors.js';
import type { RunRecord } from '../../../src-shared/contract/runs.js';
import { bringAllToDisk, renameFolder } from '../../files/folders.js';
import { writeRunRecord } from '../../files/run-record.js';
import { fileError } from '../../files/system-errors.js';
import { freeRunName } from '../../service/run-registry.js';
import { runsDirectory } from '../../service/runs-directory.js';
import { makeFolder } from '../../setup/folders.mjs';

interface CheckedUpload {
  readonly folder: string;
  /** What it was called on the page's machine. */
  readonly name: string;
  /** Null for a model from elsewhere, which has none. */
  readonly record: RunRecord | null;
}

/**
 * Makes an upload that has been checked a run of the data directory, under its own name or one like
 * it; that name. It survives a power cut from then on.
 *
 * @throws AppError NO_SPACE, NOT_WRITABLE
 */
export async function keepUpload({ folder, name, record }: CheckedUpload): Promise<string> {
  const base = runNameLike(name) ?? runNameLike(record?.name ?? '') ?? record?.preset ?? 'model';
  for (let attempt = 1; ; attempt++) {
    const free = await freeRunName(nthRunName(base, attempt));
    const target = join(runsDirectory(), free);
    try {
      if (record !== null) await writeRunRecord(folder, recordHere(record, free));
      await bringAllToDisk(folder);
      await makeFolder(runsDirectory());
      await renameFolder(folder, target);
      return free;
    } catch (error) {
      // Another run has just taken the name, or has it in other letters (A is a to some disks).
      const code = error instanceof AppError ? systemCode(error.cause) : null;
      if (code === 'ENOTEMPTY' || code === 'EEXIST') continue;
      throw fileError(error, target, 'write');
    }
  }
}

/**
 * The record as it holds on this machine: nothing trains the run here, and a folder of images that
 * it names is one of another machine, never to be read here.
 */
function recordHere(record: RunRecord, name: string): RunRecord {
  const isUnderWay = record.state === 'training' || record.state === 'paused';
  const { file: _, ...dataset } = record.dataset;
  return {
    ...record,
    name,
    state: isUnderWay ? 'stopped' : record.state,
    dataset: { ...dataset, folder: null },
  };
}
