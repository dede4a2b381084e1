import { basename, dirname, isAbsolute, join, resolve } from 'node:path';
import { z } from 'zod';
import { isRunName } from '../../../src-shared/config/run-name.js';
import type { DatasetPlace, DatasetSummary } from '../../../src-shared/contract/data-sets.js';
import { AppError } from '../../../src-shared/contract/errors.js';
import { planFile } from '../../dataset/plan.js';
import { exists } from '../../files/exists.js';
import { folderNames } from '../../files/folder-names.js';
import { keep, readKept } from '../../files/kept-json.js';
import { dataDirectory } from '../../setup/directories.mjs';
import { hashOf } from '../run-ids.js';

/** Where data sets lie that nobody gave another place. */
const datasetsDirectory = (): string => join(dataDirectory(), 'datasets');

/**
 * What a data set is called by in commands: its name in the data directory, else an id of its path, or of
 * its name where a folder brings one that no new data set could have.
 */
export function datasetId(folder: string): string {
  if (placeOf(folder) === 'opened') return `opened:${hashOf(folder)}`;
  const name = basename(folder);
  return isRunName(name) ? name : `folder:${hashOf(name)}`;
}

export const placeOf = (folder: string): DatasetSummary['place'] =>
  dirname(folder) === datasetsDirectory() ? 'data' : 'opened';

/** Folders that hold a data set, whole or not: those of the data directory and those that were opened. */
export async function datasetFolders(): Promise<string[]> {
  const own = folderNames(datasetsDirectory()).flatMap(({ name, isText }) =>
    isText ? [join(datasetsDirectory(), name)] : [],
  );
  const folders = [...own, ...(await rememberedFolders())];
  const held = await Promise.all(folders.map(isDataset));
  return folders.filter((_, at) => held[at]);
}

const isDataset = (folder: string): Promise<boolean> => exists(join(folder, planFile));

/** @throws AppError NOT_FOUND */
export async function findDataset(id: string): Promise<string> {
  const folders = await datasetFolders();
  // A name may be written in other code points than its folder's: é is one or two.
  const found = folders.find((folder) => datasetId(folder).normalize() === id.normalize());
  if (found !== undefined) return found;
  throw new AppError('NOT_FOUND', `There is no data set ${id} any more.`, {
    details: { dataset: id },
  });
}

const rememberedSchema = z.object({ folders: z.array(z.string()).max(1_000) });
const mostRemembered = 200;

/** Data sets outside the data directory, from one start of the program to the next. */
const rememberedFile = (): string => join(dataDirectory(), 'opened-datasets.json');

async function rememberedFolders(): Promise<string[]> {
  const kept = await readKept(rememberedFile(), rememberedSchema);
  return (kept?.folders ?? []).filter(
    (folder) => isAbsolute(folder) && resolve(folder) === folder && placeOf(folder) === 'opened',
  );
}

/** Lets a folder outside the data directory be found from now on. @throws AppError NOT_FOUND */
export async function openDataset(folder: string): Promise<void> {
  if (!(await isDataset(folder))) {
    throw new AppError(
      'NOT_FOUND',
      `There is no data set in ${folder}: it has no ${planFile}. Choose the folder of one.`,
      { details: { folder } },
    );
  }
  if (placeOf(folder) === 'data') return;
  await changeRemembered((others) => [folder, ...others].slice(0, mostRemembered), folder);
}

/** It stays where it lies. One of the data directory can't be forgotten. */
export const forgetDataset = (folder: string): Promise<void> =>
  changeRemembered((others) => others, folder);

/** Ends with the last change that was asked for. */
let changes: Promise<unknown> = Promise.resolve();

/** One change after the other: each keeps what those before it did. @param change of all but the folder */
function changeRemembered(change: (others: string[]) => string[], folder: string): Promise<void> {
  const changed = changes.then(async () => {
    const others = (await rememberedFolders()).filter((other) => other !== folder);
    await keep(rememberedFile(), { folders: change(others) });
  });
  changes = changed.catch(() => {});
  return changed;
}

/** Folders that a person chose for data sets, by their ids. */
const places = new Map<string, string>();

export function rememberPlace(folder: string): DatasetPlace {
  const place = `place:${hashOf(folder)}`;
  places.set(place, folder);
  return { place, folder };
}

/** Where a new data set's folder is to lie. @throws AppError NOT_FOUND */
export function placeNamed(place: string | undefined): string {
  if (place === undefined) return datasetsDirectory();
  const folder = places.get(place);
  if (folder !== undefined) return folder;
  throw new AppError('NOT_FOUND', 'That place is not known any more: choose the folder again.');
}
