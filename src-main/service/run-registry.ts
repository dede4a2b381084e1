import { basename, dirname, join } from 'node:path';
import { nthRunName } from '../../src-shared/config/run-name.js';
import { AppError, messageOf } from '../../src-shared/contract/errors.js';
import type { ModelFolders, RunSummary } from '../../src-shared/contract/run-views.js';
import { conditionOfRun } from '../../src-shared/contract/runs.js';
import { exists } from '../files/exists.js';
import { type FolderName, folderNames, isLink, pathOf, realPlace } from '../files/folder-names.js';
import { changedAt } from '../files/folders.js';
import { requireWithin } from '../files/foreign-file.js';
import { readRunRecord, runPaths } from '../files/run-record.js';
import { readLock } from '../setup/lock-record.mjs';
import {
  hashOf,
  placeOf,
  referencedFolder,
  rememberedFolders,
  rememberFolder,
  runName,
  runsDirectory,
  shippedFolder,
} from './run-ids.js';
import { picturedEpochs } from './run-pictures.js';

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

/** Those that hold a run, each once: by its own name rather than by a link, the last where it has several. */
async function runFolders(folders: readonly string[]): Promise<string[]> {
  const found = await Promise.all(
    folders.map(async (folder) => ({
      folder,
      isRun: await exists(runPaths(folder).record),
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
    lastPicture: null,
    problem:
      "The name of this run's folder is not written in UTF-8, so it can't be opened. Give the folder another name.",
  };
}

/** A run as lists show it; one whose record can't be read says why. */
export async function summariseRun(folder: string): Promise<RunSummary> {
  const id = rememberFolder(folder);
  const pictures = await picturedEpochs(folder);
  const { generator, best: bestGenerator } = runPaths(folder);
  const common = {
    id,
    folder,
    place: placeOf(folder),
    hasModel: await exists(join(generator, 'model.json')),
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
      hasBest: best !== null && (await exists(join(bestGenerator, 'model.json'))),
    };
  } catch (error) {
    const modified = await changedAt(runPaths(folder).record);
    return { ...common, ...brokenRun(modified), name: basename(folder), problem: messageOf(error) };
  }
}

/** What is left of a run whose record can't be read. */
function brokenRun(modified: Date) {
  const updatedAt = modified.toISOString();
  const nothing = { preset: '', labels: null, epoch: 0, step: 0, epochs: 0 };
  const dates = { createdAt: updatedAt, updatedAt };
  return { state: 'broken' as const, ...nothing, ...dates, best: null, hasBest: false };
}

/** Whether a living process trains this run. */
export async function isWritten(folder: string): Promise<boolean> {
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
  throw notFound(reference, 'is neither a run folder nor the name of a run');
}

/**
 * The generator of a run or of a generator folder; that of the shipped model when none is named.
 * `latest` is the latest run that has one, unless a run has that name.
 *
 * @throws AppError NOT_FOUND; UNSUPPORTED for a Keras model
 */
export async function findModel(reference: string | undefined): Promise<ModelFolders> {
  if (reference === undefined) return findModel(shippedFolder());
  if (reference === latest && !(await exists(referencedFolder(latest)))) return latestModel();
  const folder = referencedFolder(reference);
  const { generator, record } = runPaths(folder);
  if (await exists(join(generator, 'model.json'))) {
    const invalid = (what: string) =>
      new AppError('INVALID_MODEL', `${generator} can't be read: ${what}.`, {
        details: { folder },
      });
    await requireWithin(generator, folder, invalid);
    return { generatorFolder: generator, runFolder: folder };
  }
  if (await exists(record)) {
    throw new AppError(
      'NOT_FOUND',
      `${folder} has no generator yet: one is saved after its first epoch. Go on with its training.`,
      { details: { folder } },
    );
  }
  if (await exists(join(folder, 'model.json'))) {
    const parent = dirname(folder);
    const isPart = await exists(runPaths(parent).record);
    return { generatorFolder: folder, runFolder: isPart ? parent : null };
  }
  if (folder.endsWith('.keras') || (await exists(join(folder, 'generator.keras')))) {
    throw new AppError(
      'UNSUPPORTED',
      `${folder} holds a Keras model (generator.keras), which this version does not read yet. Choose a run folder made by this program.`,
      { details: { path: folder } },
    );
  }
  throw notFound(reference, 'is neither a run folder, a generator folder, nor the name of a run');
}

/** What the latest run is called by, where models are asked for. */
const latest = 'latest';

async function latestModel(): Promise<ModelFolders> {
  for (const { folder, hasModel, place } of await listRuns()) {
    if (hasModel && place !== 'shipped')
      return { generatorFolder: runPaths(folder).generator, runFolder: folder };
  }
  throw new AppError('NOT_FOUND', 'There is no trained model yet. Train one first.');
}

/**
 * Adds a run folder that lies elsewhere to the list, unless a name in the data directory leads to it.
 *
 * @throws AppError NOT_FOUND, INVALID_RUN
 */
export async function openRun(folder: string): Promise<RunSummary> {
  await readRunRecord(folder);
  const place = await realPlace(folder);
  for (const own of ownFolders()) if ((await realPlace(own)) === place) return summariseRun(own);
  return summariseRun(folder);
}

const notFound = (name: string, what: string): AppError =>
  new AppError('NOT_FOUND', `${name} ${what} in ${runsDirectory()}.`, { details: { name } });
