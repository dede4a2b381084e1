// The question every start asks. It must cost next to nothing: one small file is read.
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { cacheDirectory } from './directories.mjs';
import { engineDirectoryName } from './wheels.mjs';

/**
 * @typedef {import('./wheels.mjs').NativeEngine} NativeEngine
 * @typedef {object} Engine an installed one
 * @property {NativeEngine} engine
 * @property {string} directory
 * @property {string} addonPath
 * @property {string} tensorflowVersion
 *
 * @typedef {object} EngineMarker `engine.json`, written last: with it, an engine's directory is whole
 * @property {1} formatVersion
 * @property {NativeEngine} engine
 * @property {string} tensorflowVersion
 * @property {string} addonVersion
 * @property {number} recipe
 * @property {string} addon name of the addon's file, relative to the directory
 * @property {string} wheel
 * @property {string} wheelSha256
 * @property {number} bytes of the whole directory
 * @property {string} installedAt
 * @property {number} seconds the installation took
 */

export const MARKER = 'engine.json';

/** @returns {string} the directory that holds all installed engines */
export function engineDirectory() {
  return path.join(cacheDirectory(), 'engines');
}

/**
 * DIGITS_ENGINE, or null when the choice is free.
 * @returns {string | null}
 */
export function forcedEngine() {
  const forced = process.env.DIGITS_ENGINE?.trim().toLowerCase();
  return forced ? forced : null;
}

/**
 * Where a packaged application carries its engine; null outside of Electron. Under `npm start`, which is Electron
 * too, nothing lies there.
 * @returns {string | null}
 */
function ownEngineDirectory() {
  if (!('resourcesPath' in process) || typeof process.resourcesPath !== 'string') return null;
  return path.join(process.resourcesPath, 'engine');
}

/**
 * The application's own engine, otherwise the best one in the cache; DIGITS_ENGINE narrows the choice.
 * @returns {Engine | null}
 */
export function findEngine() {
  const forced = forcedEngine();
  const place = ownEngineDirectory();
  const own = place === null ? null : readEngine(place);
  if (own && (forced === null || forced === own.engine)) return own;
  for (const engine of possibleEngines()) {
    if (forced !== null && forced !== engine) continue;
    const found = readEngine(path.join(engineDirectory(), engineDirectoryName({ engine })));
    if (found) return found;
  }
  return null;
}

/**
 * @param {string} directory
 * @returns {Engine | null}
 */
export function readEngine(directory) {
  try {
    const text = readFileSync(path.join(directory, MARKER), 'utf8');
    /** @type {EngineMarker} */
    const marker = JSON.parse(text);
    return {
      engine: marker.engine,
      directory,
      addonPath: path.join(directory, marker.addon),
      tensorflowVersion: marker.tensorflowVersion,
    };
  } catch {
    // Absent or unreadable: the installer makes a new one either way.
    return null;
  }
}

/** @returns {NativeEngine[]} best first */
function possibleEngines() {
  if (process.platform === 'win32') return ['vendor'];
  return process.platform === 'linux' && process.arch === 'x64' ? ['cuda', 'cpu'] : ['cpu'];
}
