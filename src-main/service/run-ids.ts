import { createHash } from 'node:crypto';
import { basename, dirname, isAbsolute, join, resolve } from 'node:path';
import { AppError } from '../../src-shared/contract/errors.js';
import { runOfBest } from '../../src-shared/contract/model-ids.js';
import type { RunSummary } from '../../src-shared/contract/run-views.js';
import { resourcePath } from '../files/resources.js';
import { runPaths } from '../files/run-record.js';
import { dataDirectory } from '../setup/directories.mjs';

/** The folder that holds the runs made without `--out`. */
export const runsDirectory = (): string => join(dataDirectory(), 'runs');

/** The run folder of the model that comes with the program. */
export const shippedFolder = (): string => resourcePath('model');

/** What the model that comes with the program is called by in commands, wherever it lies. */
const shippedId = 'shipped:model';

/** A name a run can have: one folder name, on every system. */
const namePattern = /^[\p{L}\p{N}][\p{L}\p{N} ._-]{0,99}$/u;

const isRunName = (name: string): boolean =>
  namePattern.test(name) && !name.endsWith('.') && !name.endsWith(' ');

export function checkRunName(name: string): string {
  if (isRunName(name)) return name;
  throw new AppError(
    'BAD_INPUT',
    `The name of a run must be a plain name of letters, digits, spaces, dots, - or _ (at most 100), not ${JSON.stringify(name)}.`,
  );
}

/** Folders outside the data directory that a person opened, by their ids. */
const opened = new Map<string, string>();

/** What a run is called by in commands: its name in the data directory, else an id of its path. */
export function runId(folder: string): string {
  if (folder === shippedFolder()) return shippedId;
  if (dirname(folder) === runsDirectory() && isRunName(basename(folder))) return basename(folder);
  return `opened:${createHash('sha256').update(folder).digest('hex').slice(0, 16)}`;
}

/** Whose a run folder is: this program's data, its own model, or one that a person opened. */
export function placeOf(folder: string): RunSummary['place'] {
  if (folder === shippedFolder()) return 'shipped';
  return dirname(folder) === runsDirectory() ? 'data' : 'opened';
}

/** In the data directory a run is called by its folder, wherever it was made; elsewhere as it says. */
export const runName = (folder: string, recorded: string): string =>
  placeOf(folder) === 'data' ? basename(folder) : recorded;

/** Lets a folder be found by its id from now on; the id. */
export function rememberFolder(folder: string): string {
  const id = runId(folder);
  if (id.startsWith('opened:')) opened.set(id, folder);
  return id;
}

export const forgetFolder = (id: string): boolean => opened.delete(id);

/** The folders outside the data directory, in the order in which they were opened. */
export const rememberedFolders = (): string[] => [...opened.values()];

/**
 * The folder that a reference stands for: an absolute path, the name of a run or the id of a folder
 * that was opened; of the best epoch of a run, the one in it that holds the generator. Whether
 * anything is there is the caller's to see.
 *
 * @throws AppError NOT_FOUND for an id that nothing was opened by, and for what is no reference
 */
export function referencedFolder(reference: string): string {
  if (isAbsolute(reference)) return resolve(reference);
  if (reference === shippedId) return shippedFolder();
  const folder = opened.get(reference);
  if (folder !== undefined) return folder;
  const run = runOfBest(reference);
  if (run !== null) return runPaths(referencedFolder(run)).best;
  if (isRunName(reference)) return join(runsDirectory(), reference);
  throw new AppError(
    'NOT_FOUND',
    `${reference} is neither a folder nor the name of a run in ${runsDirectory()}.`,
    { details: { run: reference } },
  );
}
