// Where the program keeps its files, the same for the desktop, the server and the command line.
import os from 'node:os';
import path from 'node:path';

const APP_NAME = 'random-handwritten-digit-generator';

/**
 * What the choice of a directory depends on; the real ones unless a test says otherwise.
 * @typedef {object} Surroundings
 * @property {NodeJS.Platform} platform
 * @property {Record<string, string | undefined>} env
 * @property {string} home
 */

/**
 * The home of a user who has none, as in a container that runs under a number of its own: a place where
 * nothing is found and nothing can be made.
 */
const NO_HOME = '/dev/null/no-home';

/** @returns {Surroundings} */
function surroundings() {
  return { platform: process.platform, env: process.env, home: homeDirectory() };
}

/** @returns {string} */
function homeDirectory() {
  try {
    const home = os.homedir();
    return path.isAbsolute(home) ? home : NO_HOME;
  } catch {
    return NO_HOME;
  }
}

/**
 * @param {string} place
 * @returns {boolean} whether it is nowhere, because the user has no home directory
 */
export function lacksHome(place) {
  return place === NO_HOME || place.startsWith(`${NO_HOME}/`);
}

/** What to do then. */
export const HOME_REMEDY =
  'Set the environment variables DIGITS_DATA_DIR (for runs and models) and DIGITS_CACHE_DIR (for the native engine) to folders of your choice.';

/**
 * Things that can be made again: the native engine.
 * @param {Surroundings} [where]
 * @returns {string}
 */
export function cacheDirectory(where = surroundings()) {
  if (where.env.DIGITS_CACHE_DIR) return path.resolve(where.env.DIGITS_CACHE_DIR);
  return standardDirectory(where, {
    xdg: 'XDG_CACHE_HOME',
    linux: ['.cache'],
    macos: ['Library', 'Caches'],
    windows: 'cache',
  });
}

/**
 * Things a person made: runs, models, settings.
 * @param {Surroundings} [where]
 * @returns {string}
 */
export function dataDirectory(where = surroundings()) {
  if (where.env.DIGITS_DATA_DIR) return path.resolve(where.env.DIGITS_DATA_DIR);
  return standardDirectory(where, {
    xdg: 'XDG_DATA_HOME',
    linux: ['.local', 'share'],
    macos: ['Library', 'Application Support'],
    windows: 'data',
  });
}

/**
 * What TensorFlow and the installer's tools have to say.
 * @param {Surroundings} [where]
 * @returns {string}
 */
export function logDirectory(where = surroundings()) {
  // A data directory of one's own (a test, a container) takes the logs along.
  if (where.env.DIGITS_DATA_DIR) return path.resolve(where.env.DIGITS_DATA_DIR, 'logs');
  return standardDirectory(where, {
    xdg: 'XDG_STATE_HOME',
    linux: ['.local', 'state'],
    macos: ['Library', 'Logs'],
    windows: 'logs',
  });
}

/**
 * @param {Surroundings} where
 * @param {{xdg: string, linux: string[], macos: string[], windows: string}} places
 * @returns {string}
 */
function standardDirectory({ platform, env, home }, places) {
  if (platform === 'win32') {
    const local = env.LOCALAPPDATA || path.win32.join(home, 'AppData', 'Local');
    return path.win32.join(local, APP_NAME, places.windows);
  }
  if (platform === 'darwin') return path.posix.join(home, ...places.macos, APP_NAME);
  // The XDG specification says that a relative path is to be ignored.
  const xdg = env[places.xdg];
  const base = xdg && path.posix.isAbsolute(xdg) ? xdg : path.posix.join(home, ...places.linux);
  return path.posix.join(base, APP_NAME);
}
