import { basename, dirname, extname, join } from 'node:path';
import { nthRunName } from '../../src-shared/config/run-name.js';
import { AppError, messageOf } from '../../src-shared/contract/errors.js';
import type { ModelFolders, RunSummary } from '../../src-shared/contract/run-views.js';
import { conditionOfRun } from '../../src-shared/contract/runs.js';
import { didYouMean } from '../../src-shared/text/nearest-word.js';
import { exists, isFile } from '../files/exists.js';
import { type FolderName, folderNames, isLink, pathOf, realPlace } from '../files/folder-names.js';
import { changedAt } from '../files/folders.js';
import { requireWithin } from '../files/foreign-file.js';
import {
  type ForeignModel,
  foreignModelAt,
  isKerasName,
  layersModelFile,
} from '../files/model-places.js';
import { readRunRecord, runPaths } from '../files/run-record.js';
import { saidCondition } from '../files/said-condition.js';
import { readLock } from '../setup/lock-record.mjs';
import {
  hashOf,
  placeOf,
  referencedFolder,
  rememberedFolders,
  rememberFolder,
  runName,
  shippedFolder,
} from './run-ids.js';
import { picturedEpochs } from './run-pictures.js';
import { ownRunNames, runsDirectory } from './runs-directory.js';

/** A name that no run has yet, such as `compact-2026-11-24` or `compact-2026-11-24-2`. */
export async function freeRunName(base: string): Promise<string> {
  const taken = new Set(folderNames(runsDirectory()).map(({ name }) => name));
  for (let nth = 1; ; nth++) {
    const name = nthRunName(base, nth);
    if (!taken.has(name)) return name;
  }
}

/**
 * The runs of the data directory and the folders opened, the latest first; the shipped model last. A
 * folder that several names lead to is one run.
 */
export async function listRuns(): Promise<RunSummary[]> {
  const folders = await runFolders([...rememberedFolders(), ...ownFolders()]);
  const unopenable = await Promise.all(folderNames(runsDirectory()).map(unopenableRun));
  const runs = [
    ...(await Promise.all(folders.map(summariseRun))),
    ...unopenable.filter((run) => run !== null),
  ];
  runs.sort((a, b) => b.updatedAt.localeCompare(a.updatedAt) || b.name.localeCompare(a.name));
  const shipped = shippedFolder();
  return (await exists(runPaths(shipped).record)) ? [...runs, await summariseRun(shipped)] : runs;
}

/** The folders of the data directory that can be opened, runs or not. */
const ownFolders = (): string[] =>
  folderNames(runsDirectory()).flatMap(({ name, isText }) =>
    isText ? [join(runsDirectory(), name)] : [],
  );

/** Those that hold a run or a model, each once: by its own name rather than by a link, the last where it has several. */
async function runFolders(folders: readonly string[]): Promise<string[]> {
  const found = await Promise.all(
    folders.map(async (folder) => ({
      folder,
      isRun: (await exists(runPaths(folder).record)) || (await foreignModelAt(folder)) !== null,
      isLink: await isLink(folder),
      place: await realPlace(folder),
    })),
  );
  const runs = found.filter(({ isRun }) => isRun);
  const inOrder = [...runs.filter(({ isLink }) => isLink), ...runs.filter(({ isLink }) => !isLink)];
  return [...new Map(inOrder.map(({ place, folder }) => [place, folder])).values()];
}

/** A run whose folder's name is no text, so that nothing in it can be opened; null where there is none. */
async function unopenableRun({ name, bytes, isText }: FolderName): Promise<RunSummary | null> {
  if (isText) return null;
  const record = pathOf(runsDirectory(), bytes, 'run.json');
  if (!(await exists(record))) return null;
  return {
    ...brokenRun(await changedAt(record)),
    id: `folder:${hashOf(bytes)}`,
    name,
    folder: join(runsDirectory(), name),
    place: 'data',
    hasModel: false,
    madeWith: null,
    lastPicture: null,
    problem:
      "The name of this run's folder is not written in UTF-8, so it can't be opened. Give the folder another name.",
  };
}

/** A run as lists show it; one whose record can't be read says why. */
export async function summariseRun(folder: string): Promise<RunSummary> {
  const foreign = await foreignModelAt(folder);
  if (foreign !== null) return summariseForeign(foreign);
  const id = rememberFolder(folder);
  const pictures = await picturedEpochs(folder);
  const { generator, best: bestGenerator } = runPaths(folder);
  const common = {
    id,
    folder,
    place: placeOf(folder),
    hasModel: await exists(join(generator, layersModelFile)),
    madeWith: null,
    lastPicture: pictures.at(-1) ?? null,
  };
  try {
    const record = await readRunRecord(folder);
    const { state, preset, createdAt, updatedAt, progress, name, best } = record;
    const { epoch, step, epochs } = progress;
    const dates = { createdAt, updatedAt };
    const interrupted = state === 'training' && !(await isWritten(folder));
    return {
      ...common,
      ...dates,
      name: runName(folder, name),
      preset,
      labels: conditionOfRun(record)?.labels ?? null,
      epoch,
      step,
      epochs,
      state: interrupted ? 'interrupted' : state,
      problem: null,
      best,
      hasBest: best !== null && (await exists(join(bestGenerator, layersModelFile))),
    };
  } catch (error) {
    const modified = await changedAt(runPaths(folder).record);
    return { ...common, ...brokenRun(modified), name: basename(folder), problem: messageOf(error) };
  }
}

/** A model from elsewhere, as lists show it beside runs. */
async function summariseForeign({ place, generator, madeWith }: ForeignModel): Promise<RunSummary> {
  return {
    ...withoutRecord(await changedAt(generator)),
    id: rememberFolder(place),
    folder: place,
    place: placeOf(place),
    name: foreignName(place),
    state: 'foreign',
    madeWith,
    labels: (await saidCondition(generator))?.labels ?? null,
    hasModel: true,
    lastPicture: null,
    problem: null,
  };
}

/** By the file, or by the folder where the file says only which network it is. */
function foreignName(place: string): string {
  const name = basename(place, isKerasName(place) ? extname(place) : '');
  return /^(?:generator|model)$/i.test(name) ? basename(dirname(place)) : name;
}

/** What is left of a run whose record can't be read. */
const brokenRun = (modified: Date) => ({ state: 'broken' as const, ...withoutRecord(modified) });

function withoutRecord(modified: Date) {
  const updatedAt = modified.toISOString();
  const nothing = { preset: '', labels: null, epoch: 0, step: 0, epochs: 0 };
  const dates = { createdAt: updatedAt, updatedAt };
  return { ...nothing, ...dates, best: null, hasBest: false };
}

/** Whether a living process trains this run. */
export async function isWritten(folder: string): Promise<boolean> {
  if (await isFile(folder)) return false;
  return (await readLock(runPaths(folder).lock))?.state === 'alive';
}

/**
 * The run folder that a reference stands for.
 *
 * @throws AppError NOT_FOUND
 */
export async function findRun(reference: string): Promise<string> {
  const folder = referencedFolder(reference);
  if (await exists(runPaths(folder).record)) return folder;
  if ((await foreignModelAt(folder)) !== null) {
    throw new AppError(
      'BAD_INPUT',
      `${folder} is a model from elsewhere and no run: it draws, and digits train --from makes a run of it.`,
      { details: { folder } },
    );
  }
  throw notFound(reference, 'is neither a run folder nor the name of a run');
}

/**
 * The networks of a run, of a generator folder or of a model from elsewhere; those of the shipped model when
 * none is named. `latest` is the latest run that has a generator, unless a run has that name.
 *
 * @throws AppError NOT_FOUND; INVALID_MODEL for a link that leads out of its folder
 */
export async function findModel(reference: string | undefined): Promise<ModelFolders> {
  if (reference === undefined) return findModel(shippedFolder());
  if (reference === latest && !(await exists(referencedFolder(latest)))) return latestModel();
  const folder = referencedFolder(reference);
  const { generator, record } = runPaths(folder);
  if (await exists(record)) {
    if (await exists(join(generator, layersModelFile))) {
      await requirePart(generator);
      return modelOfRun(folder, generator);
    }
    throw new AppError(
      'NOT_FOUND',
      `${folder} has no generator yet: one is saved after its first epoch. Go on with its training.`,
      { details: { folder } },
    );
  }
  const found = await foreignModelAt(folder);
  if (found === null) {
    throw notFound(reference, 'is neither a run folder, a model, nor the name of a run');
  }
  const { place, generator: generatorFolder, discriminator } = found;
  const parent = dirname(generatorFolder);
  if (await exists(runPaths(parent).record)) return modelOfRun(parent, generatorFolder);
  for (const part of [generatorFolder, discriminator]) {
    if (part !== null && part !== place) await requirePart(part);
  }
  return { generatorFolder, discriminatorFolder: discriminator, runFolder: null };
}

/** @param generatorFolder one in the run's folder */
async function modelOfRun(runFolder: string, generatorFolder: string): Promise<ModelFolders> {
  const { discriminator } = runPaths(runFolder);
  const isThere = await exists(join(discriminator, layersModelFile));
  return { generatorFolder, discriminatorFolder: isThere ? discriminator : null, runFolder };
}

/** A network that was found in a folder must lie there. */
async function requirePart(part: string): Promise<void> {
  const folder = dirname(part);
  const invalid = (what: string) =>
    new AppError('INVALID_MODEL', `${part} can't be read: ${what}.`, { details: { folder } });
  await requireWithin(part, folder, invalid);
}

/** What the latest run is called by, where models are asked for. */
const latest = 'latest';

async function latestModel(): Promise<ModelFolders> {
  for (const { folder, hasModel, place } of await listRuns()) {
    if (hasModel && place !== 'shipped') return findModel(folder);
  }
  throw new AppError('NOT_FOUND', 'There is no trained model yet. Train one first.');
}

/**
 * Adds a run folder or a model that lies elsewhere to the list, unless a name in the data directory leads to it.
 *
 * @throws AppError NOT_FOUND, INVALID_RUN
 */
export async function openRun(path: string): Promise<RunSummary> {
  const foreign = await foreignModelAt(path);
  const folder = foreign?.place ?? path;
  if (foreign === null) await readRunRecord(folder);
  const place = await realPlace(folder);
  for (const own of ownFolders()) if ((await realPlace(own)) === place) return summariseRun(own);
  return summariseRun(folder);
}

function notFound(name: string, what: string): AppError {
  const hint = didYouMean(name, ownRunNames());
  return new AppError('NOT_FOUND', `${name} ${what} in ${runsDirectory()}.${hint}`, {
    details: { name },
  });
}
