import { readdir, readFile, stat } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import type { FoundModel, RunSummary } from '../../src-shared/contract/commands.js';
import { AppError } from '../../src-shared/contract/errors.js';
import { runRecordSchema } from '../../src-shared/contract/runs.js';
import { dataDirectory } from '../setup/directories.mjs';
import { readLock } from '../setup/lock-record.mjs';

/** The folder that holds the runs made without `--out`. */
export const runsDirectory = (): string => join(dataDirectory(), 'runs');

/** A name a run can have: one folder name, on every system. */
const runName = /^[\p{L}\p{N}][\p{L}\p{N} ._-]{0,99}$/u;

export function checkRunName(name: string): string {
  if (runName.test(name) && !name.endsWith('.') && !name.endsWith(' ')) return name;
  throw new AppError(
    'BAD_INPUT',
    `--name must be a plain name of letters, digits, spaces, dots, - or _ (at most 100), not ${JSON.stringify(name)}.`,
  );
}

/** A name that no run has yet, such as `compact-2026-11-24` or `compact-2026-11-24-2`. */
export async function freeRunName(preset: string): Promise<string> {
  const taken = new Set(await readdir(runsDirectory()).catch((): string[] => []));
  const base = `${preset}-${new Date().toISOString().slice(0, 10)}`;
  for (let number = 1; ; number++) {
    const name = number === 1 ? base : `${base}-${number}`;
    if (!taken.has(name)) return name;
  }
}

/** The runs of the data directory, the latest first. */
export async function listRuns(): Promise<RunSummary[]> {
  const names = await readdir(runsDirectory()).catch((): string[] => []);
  const runs = await Promise.all(names.map((name) => summarise(join(runsDirectory(), name), name)));
  return runs
    .filter((run) => run !== null)
    .sort((a, b) => b.updatedAt.localeCompare(a.updatedAt) || b.name.localeCompare(a.name));
}

async function summarise(folder: string, name: string): Promise<RunSummary | null> {
  const path = join(folder, 'run.json');
  const file = await stat(path).catch(() => null);
  if (file === null) return null;
  try {
    const record = runRecordSchema.parse(JSON.parse(await readFile(path, 'utf8')));
    const { state, preset, createdAt, updatedAt, progress } = record;
    return {
      name,
      folder,
      preset,
      createdAt,
      updatedAt,
      ...progress,
      state: state === 'training' && !(await isWritten(folder)) ? 'interrupted' : state,
    };
  } catch {
    const updatedAt = file.mtime.toISOString();
    return {
      name,
      folder,
      state: 'broken',
      preset: '',
      epoch: 0,
      step: 0,
      epochs: 0,
      createdAt: updatedAt,
      updatedAt,
    };
  }
}

/** Whether a living process trains this run. */
async function isWritten(folder: string): Promise<boolean> {
  return (await readLock(join(folder, 'run.lock')))?.state === 'alive';
}

/** The run folder that a person named: a path, or the name of a run in the data directory. */
export async function findRun(run: string): Promise<string> {
  for (const folder of [resolve(run), join(runsDirectory(), run)]) {
    if (await exists(join(folder, 'run.json'))) return folder;
  }
  throw notFound(run, 'is neither a run folder nor the name of a run');
}

/** The generator folder that a person named: in a run, by itself, or of the latest run. */
export async function findModel(model: string | undefined): Promise<FoundModel> {
  if (model === undefined) return latestModel();
  const path = resolve(model);
  for (const folder of [path, join(runsDirectory(), model)]) {
    if (await exists(join(folder, 'generator', 'model.json'))) {
      return { generatorFolder: join(folder, 'generator'), runFolder: folder };
    }
    if (await exists(join(folder, 'run.json'))) {
      throw new AppError(
        'NOT_FOUND',
        `${folder} has no generator yet: one is saved after its first epoch. Go on with digits resume.`,
        { details: { folder } },
      );
    }
  }
  if (await exists(join(path, 'model.json'))) {
    const parent = resolve(path, '..');
    return {
      generatorFolder: path,
      runFolder: (await exists(join(parent, 'run.json'))) ? parent : null,
    };
  }
  if (path.endsWith('.keras') || (await exists(join(path, 'generator.keras')))) {
    throw new AppError(
      'UNSUPPORTED',
      `${path} holds a Keras model (generator.keras), which this version does not read yet. Choose a run folder made by digits train.`,
      { details: { path } },
    );
  }
  throw notFound(model, 'is neither a run folder, a generator folder, nor the name of a run');
}

async function latestModel(): Promise<FoundModel> {
  for (const { folder } of await listRuns()) {
    const generatorFolder = join(folder, 'generator');
    if (await exists(join(generatorFolder, 'model.json')))
      return { generatorFolder, runFolder: folder };
  }
  throw new AppError(
    'NOT_FOUND',
    'There is no trained model yet. Train one with digits train, or name one with --model.',
  );
}

const notFound = (name: string, what: string): AppError =>
  new AppError('NOT_FOUND', `${name} ${what} in ${runsDirectory()}. digits runs lists them.`, {
    details: { name },
  });

const exists = (path: string): Promise<boolean> =>
  stat(path).then(
    () => true,
    () => false,
  );
