// Puts one native engine into the cache. All work is done in a directory beside the final one, which gets its
// name only when everything in it is there and has worked: at any moment there is a whole engine or none.
import fs from 'node:fs/promises';
import path from 'node:path';
import { chooseEngine } from './choose.mjs';
import { sizeOf } from './download-wheel.mjs';
import { engineDirectory, forcedEngine, MARKER, readEngine } from './find-engine.mjs';
import { makeFolder, syncFolder } from './folders.mjs';
import { noPrograms } from './load-problem.mjs';
import { detectMachine } from './machine.mjs';
import { makeEngine } from './make-engine.mjs';
import { waitForLock } from './process-lock.mjs';
import {
  errorCode,
  errorMessage,
  refusalWords,
  SetupError,
  throwIfAborted,
} from './setup-error.mjs';
import { diskFull } from './space.mjs';
import { makeVendorEngine } from './vendor-engine.mjs';
import { ADDON_VERSION, engineDirectoryName, RECIPE } from './wheels.mjs';

/**
 * @typedef {import('./find-engine.mjs').Engine} Engine
 * @typedef {import('./machine.mjs').Machine} Machine
 * @typedef {'waiting' | 'detecting' | 'downloading' | 'unpacking' | 'compiling' | 'verifying'} Phase
 * @typedef {object} Progress
 * @property {Phase} phase
 * @property {string} text what is being done
 * @property {number} done bytes; 0 where they can't be counted
 * @property {number} total bytes; 0 where they can't be counted
 *
 * @typedef {object} InstallOptions
 * @property {((progress: Progress) => void) | undefined} [onProgress]
 * @property {((message: string) => void) | undefined} [onWarning] a better engine failed, and the next is tried
 * @property {AbortSignal | undefined} [signal] an abort ends the tools that run and removes what is half done
 * @property {'cpu' | 'cuda' | 'vendor' | undefined} [engine] otherwise DIGITS_ENGINE, otherwise the best one
 * @property {Machine | undefined} [machine] for tests; otherwise this one
 */

const DRAFT_PREFIX = '.installing-';

/**
 * The best native engine that this machine can have; if one fails, the next. One that is there is left alone.
 * @param {InstallOptions} [options]
 * @returns {Promise<Engine>}
 * @throws {SetupError} of the best one that failed; UNAVAILABLE with the reasons when there was none to try
 */
export async function installEngine({
  onProgress = () => {},
  onWarning = () => {},
  signal,
  engine,
  machine,
} = {}) {
  const parent = engineDirectory();
  await writable(parent);
  const lock = await waitForLock(path.join(parent, 'install.lock'), {
    purpose: 'installing TensorFlow',
    signal,
    onWait: ({ pid }) => {
      const text = `Waiting for process ${pid}, which is installing TensorFlow`;
      onProgress({ phase: 'waiting', text, done: 0, total: 0 });
    },
  });
  try {
    // Before the machine is looked at: what a killed process left takes up space.
    await removeDrafts(parent);
    onProgress({ phase: 'detecting', text: 'Looking at this machine', done: 0, total: 0 });
    const here = machine ?? (await detectMachine());
    throwIfAborted(signal);
    if (here.programsForbidden) throw noPrograms(parent);
    return await installBest({
      parent,
      forced: engine ?? forcedEngine(),
      machine: here,
      onProgress,
      onWarning,
      signal,
    });
  } finally {
    await lock.release();
  }
}

/**
 * @param {{parent: string, forced: string | null, machine: Machine,
 *   onProgress: (progress: Progress) => void, onWarning: (message: string) => void, signal: AbortSignal | undefined}} options
 * @returns {Promise<Engine>}
 */
async function installBest({ parent, forced, machine, onProgress, onWarning, signal }) {
  const candidates = chooseEngine(machine, { forced });
  /** @type {unknown} */
  let failure;
  for (const { engine: name, available } of candidates) {
    if (name === 'javascript' || (forced !== null && forced !== name)) continue;
    const directory = path.join(parent, engineDirectoryName({ engine: name }));
    const present = readEngine(directory);
    if (present) return present;
    if (!available) continue;
    try {
      return await installOne({ name, directory, machine, onProgress, signal });
    } catch (error) {
      failure ??= error;
      // Neither would the next one succeed.
      if (['ABORTED', 'NETWORK', 'PACKAGE_MISSING'].includes(errorCode(error))) throw error;
      onWarning(`${name}: ${errorMessage(error)}`);
    }
  }
  throw failure ?? unavailable(candidates, forced);
}

/**
 * @param {{name: 'cpu' | 'cuda' | 'vendor', directory: string, machine: Machine,
 *   onProgress: (progress: Progress) => void, signal: AbortSignal | undefined}} options
 * @returns {Promise<Engine>}
 */
async function installOne({ name, directory, machine, onProgress, signal }) {
  const parent = path.dirname(directory);
  const draft = path.join(parent, `${DRAFT_PREFIX}${process.pid}`);
  const started = Date.now();
  try {
    await fs.rm(directory, { recursive: true, force: true });
    await fs.mkdir(draft);
    const job = { name, draft, machine, onProgress, signal };
    const made = name === 'vendor' ? await makeVendorEngine(job) : await makeEngine(job);
    throwIfAborted(signal);
    await writeMarker(draft, { ...made, engine: name, started });
    await fs.rename(draft, directory);
    await syncFolder(parent);
  } catch (error) {
    if (errorCode(error) === 'ENOSPC') throw diskFull(parent, { cause: error });
    throw error;
  } finally {
    await fs.rm(draft, { recursive: true, force: true, maxRetries: 3 });
  }
  const engine = readEngine(directory);
  if (!engine) throw new SetupError('CANNOT_WRITE', `${directory} can't be read back.`);
  return engine;
}

/**
 * @param {string} draft
 * @param {import('./make-engine.mjs').Made & {engine: 'cpu' | 'cuda' | 'vendor', started: number}} made
 */
async function writeMarker(draft, { engine, started, ...made }) {
  /** @type {import('./find-engine.mjs').EngineMarker} */
  const marker = {
    formatVersion: 1,
    engine,
    ...made,
    addonVersion: ADDON_VERSION,
    recipe: RECIPE,
    bytes: await sizeOf(draft),
    installedAt: new Date().toISOString(),
    seconds: Math.round((Date.now() - started) / 100) / 10,
  };
  const handle = await fs.open(path.join(draft, MARKER), 'w');
  try {
    await handle.writeFile(`${JSON.stringify(marker, null, 2)}\n`);
    await handle.sync();
  } finally {
    await handle.close();
  }
  await syncFolder(draft);
}

/**
 * Only the holder of the lock may: all drafts are then a dead process's.
 * @param {string} parent
 */
async function removeDrafts(parent) {
  for (const name of await fs.readdir(parent)) {
    if (!name.startsWith(DRAFT_PREFIX)) continue;
    await fs.rm(path.join(parent, name), { recursive: true, force: true, maxRetries: 3 });
  }
}

/** @param {string} directory */
async function writable(directory) {
  try {
    await makeFolder(directory);
    await fs.access(directory, fs.constants.W_OK);
  } catch (error) {
    throw new SetupError(
      'CANNOT_WRITE',
      `TensorFlow can't be installed to ${directory}: ${refusalWords(error)}.`,
      {
        remedy:
          'Make it writable, or name another place with the environment variable DIGITS_CACHE_DIR.',
        cause: error,
      },
    );
  }
}

/**
 * @param {import('./choose.mjs').Candidate[]} candidates
 * @param {string | null} forced
 * @returns {SetupError}
 */
function unavailable(candidates, forced) {
  const natives = candidates.filter(({ engine }) => engine !== 'javascript');
  if (forced === 'javascript') {
    return new SetupError(
      'UNAVAILABLE',
      'DIGITS_ENGINE=javascript asks for no native TensorFlow.',
      {
        remedy: 'Unset DIGITS_ENGINE.',
      },
    );
  }
  if (forced !== null && !natives.some(({ engine }) => engine === forced)) {
    return new SetupError('BAD_ENGINE', `There is no native engine "${forced}" for this machine.`, {
      remedy: `Engines here: ${natives.map(({ engine }) => engine).join(', ')}. Set DIGITS_ENGINE to one, or unset it.`,
    });
  }
  // The last one has the least demands: what it lacks is what to see to.
  const nearest = natives.find(({ engine }) => engine === forced) ?? natives.at(-1);
  return new SetupError(
    'UNAVAILABLE',
    `No native TensorFlow can be installed. ${nearest?.reason ?? ''}`,
    {
      remedy: nearest?.remedy ?? '',
    },
  );
}
