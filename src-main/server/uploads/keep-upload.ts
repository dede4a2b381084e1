import { mkdir, open, readdir, rename } from 'node:fs/promises';
import { join } from 'node:path';
import { systemCode } from '../../../src-shared/contract/errors.js';
import type { RunRecord } from '../../../src-shared/contract/runs.js';
import { syncDirectory } from '../../files/durable-files.js';
import { writeRunRecord } from '../../files/run-record.js';
import { fileError } from '../../files/system-errors.js';
import { checkRunName, runsDirectory } from '../../service/run-ids.js';
import { freeRunName } from '../../service/run-registry.js';

interface CheckedUpload {
  readonly folder: string;
  /** What it was called on the page's machine. */
  readonly name: string;
  readonly record: RunRecord;
}

/** Room for a number behind a name that is taken. */
const longestBase = 90;

/**
 * Makes an upload that has been checked a run of the data directory, under its own name or one like
 * it; that name. It survives a power cut from then on.
 *
 * @throws AppError NO_SPACE, NOT_WRITABLE
 */
export async function keepUpload({ folder, name, record }: CheckedUpload): Promise<string> {
  const base = [name, record.name].map(baseName).find((each) => each !== null) ?? record.preset;
  for (let attempt = 1; ; attempt++) {
    const free = await freeRunName(attempt === 1 ? base : `${base}-${attempt}`);
    const target = join(runsDirectory(), free);
    try {
      await writeRunRecord(folder, recordHere(record, free));
      await syncFolder(folder);
      await mkdir(runsDirectory(), { recursive: true });
      await rename(folder, target);
      await syncDirectory(runsDirectory());
      return free;
    } catch (error) {
      // Another run has just taken the name, or has it in other letters (A is a to some disks).
      if (systemCode(error) === 'ENOTEMPTY' || systemCode(error) === 'EEXIST') continue;
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
  return {
    ...record,
    name,
    state: isUnderWay ? 'stopped' : record.state,
    dataset: { ...record.dataset, folder: null },
  };
}

/** As much of a name as a run can have; null for one that it can't. */
function baseName(name: string): string | null {
  try {
    return checkRunName(
      name
        .trim()
        .slice(0, longestBase)
        .replace(/[ .]+$/, ''),
    );
  } catch {
    return null;
  }
}

/** Brings every file and folder to the disk. */
async function syncFolder(folder: string): Promise<void> {
  for (const entry of await readdir(folder, { withFileTypes: true })) {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) {
      await syncFolder(path);
      continue;
    }
    const file = await open(path, 'r+');
    try {
      await file.sync();
    } finally {
      await file.close();
    }
  }
  await syncDirectory(folder);
}
