import { createHash } from 'node:crypto';
import { basename, dirname, isAbsolute, join, resolve } from 'node:path';
import { isRunName } from '../../src-shared/config/run-name.js';
import { AppError } from '../../src-shared/contract/errors.js';
import { modelId, runOfBest, shippedId } from '../../src-shared/contract/model-ids.js';
import type { ModelFolders, RunSummary } from '../../src-shared/contract/run-views.js';
import { folderNames, isThere } from '../files/folder-names.js';
import { resourcePath } from '../files/resources.js';
import { runPaths } from '../files/run-record.js';
import { runsDirectory } from './runs-directory.js';

/** The run folder of the model that comes with the program. */
export const shippedFolder = (): string => resourcePath('model');

/** Folders outside the data directory that a person opened, by their ids. */
const opened = new Map<string, string>();

/**
 * What a run is called by in commands: its name in the data directory, else an id of its path, or
 * of its name where a folder brings one that no new run could have.
 */
export function runId(folder: string): string {
  if (folder === shippedFolder()) return shippedId;
  if (dirname(folder) !== runsDirectory()) return `opened:${hashOf(folder)}`;
  const name = basename(folder);
  return isRunName(name) ? name : `folder:${hashOf(name)}`;
}

/** @param text or its bytes, where they are no text */
export const hashOf = (text: string | Uint8Array): string =>
  createHash('sha256').update(text).digest('hex').slice(0, 16);

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
  if (placeOf(folder) === 'opened') opened.set(id, folder);
  return id;
}

export const forgetFolder = (id: string): boolean => opened.delete(id);

/** The folders outside the data directory, in the order in which they were opened. */
export const rememberedFolders = (): string[] => [...opened.values()];

/**
 * The folder that a reference stands for: an absolute path, the name of a run or the id of a folder;
 * of the best epoch of a run, the one in it that holds the generator. Whether anything is there is
 * the caller's to see.
 *
 * @throws AppError NOT_FOUND for an id that no folder has, and for what is no reference
 */
export function referencedFolder(reference: string): string {
  if (isAbsolute(reference)) return resolve(reference);
  if (reference === shippedId) return shippedFolder();
  const folder = opened.get(reference);
  if (folder !== undefined) return folder;
  const run = runOfBest(reference);
  if (run !== null) return runPaths(referencedFolder(run)).best;
  const named = folderNamed(reference);
  if (named !== null) return join(runsDirectory(), named);
  throw new AppError(
    'NOT_FOUND',
    `${reference} is neither a folder nor the name of a run in ${runsDirectory()}.`,
    { details: { run: reference } },
  );
}

/**
 * The name of the folder in the data directory that a text stands for: the very name, the same one in
 * other code points (é may be one or two), or its id. A new run's name need not be there.
 */
function folderNamed(reference: string): string | null {
  const isName = reference !== '' && !/[/\\\0]/.test(reference) && !/^\.{1,2}$/.test(reference);
  if (isName && isThere(runsDirectory(), reference)) return reference;
  const there = folderNames(runsDirectory()).flatMap(({ name, isText }) => (isText ? name : []));
  const alike = there.find(
    (name) =>
      name.normalize('NFC') === reference.normalize('NFC') ||
      (!isRunName(name) && `folder:${hashOf(name)}` === reference),
  );
  return alike ?? (isRunName(reference) ? reference : null);
}

/**
 * What a model is called where its folder must not be named: the run's name, the id of the one that comes
 * with the program, or the name of a generator folder that belongs to no run.
 */
export function modelName({ generatorFolder, runFolder }: ModelFolders): string {
  if (runFolder === null) return basename(generatorFolder);
  const run = runFolder === shippedFolder() ? shippedId : basename(runFolder);
  return modelId(run, basename(generatorFolder) === 'best' ? 'best' : 'last');
}
