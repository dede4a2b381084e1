// The native engine: is it there, put it there, take it away.
import fs from 'node:fs/promises';
import path from 'node:path';
import { HOME_REMEDY, lacksHome } from './directories.mjs';
import { engineDirectory, findEngine, MARKER } from './find-engine.mjs';
import { SetupError } from './setup-error.mjs';

export { engineDirectory, findEngine } from './find-engine.mjs';

/**
 * @typedef {import('./find-engine.mjs').Engine} Engine
 * @typedef {import('./install-engine.mjs').InstallOptions} InstallOptions
 */

/**
 * The best native engine that this machine can have; one that is there is left alone.
 * @param {InstallOptions} [options]
 * @returns {Promise<Engine>}
 * @throws {SetupError} with `code`, `message` and `remedy`
 */
export async function installEngine(options) {
  // Loaded on demand: when the engine is there, nothing of this is needed.
  const { installEngine: install } = await import('./install-engine.mjs');
  const { forgetFailure, rememberFailure } = await import('./failure-memory.mjs');
  if (lacksHome(engineDirectory())) {
    const message = 'This user has no home directory to keep the native engine in.';
    throw new SetupError('CANNOT_WRITE', message, { remedy: HOME_REMEDY });
  }
  try {
    const engine = await install(options);
    forgetFailure();
    return engine;
  } catch (error) {
    if (error instanceof SetupError) rememberFailure(error);
    throw error;
  }
}

/**
 * The engine that is there, otherwise one that is installed now. An installation that failed within the last hour
 * is not tried again.
 * @param {InstallOptions} [options]
 * @returns {Promise<{engine: Engine, failure: null} | {engine: null, failure: SetupError}>} an interruption throws
 */
export async function ensureEngine(options) {
  const present = findEngine();
  if (present) return { engine: present, failure: null };
  const { recallFailure } = await import('./failure-memory.mjs');
  const recent = recallFailure();
  if (recent) return { engine: null, failure: recent };
  try {
    return { engine: await installEngine(options), failure: null };
  } catch (error) {
    if (!(error instanceof SetupError) || error.code === 'ABORTED') throw error;
    return { engine: null, failure: error };
  }
}

/**
 * Removes every installed engine, of all versions and checkouts.
 * @param {{signal?: AbortSignal | undefined}} [options]
 * @returns {Promise<{bytes: number}>} how much was there
 */
export async function removeEngine({ signal } = {}) {
  const { waitForLock } = await import('./process-lock.mjs');
  const { sizeOf } = await import('./download-wheel.mjs');
  const { forgetFailure } = await import('./failure-memory.mjs');
  const parent = engineDirectory();
  const lock = await waitForLock(path.join(parent, 'install.lock'), {
    purpose: 'removing TensorFlow',
    signal,
  });
  try {
    const bytes = await sizeOf(parent);
    const entries = await fs.readdir(parent, { withFileTypes: true });
    const names = entries.filter((entry) => entry.isDirectory()).map((entry) => entry.name);
    // Without its marker an engine does not count any more, however far the removal comes.
    for (const name of names) await fs.rm(path.join(parent, name, MARKER), { force: true });
    for (const name of names) {
      await fs.rm(path.join(parent, name), { recursive: true, force: true, maxRetries: 3 });
    }
    forgetFailure();
    return { bytes };
  } finally {
    await lock.release();
  }
}
