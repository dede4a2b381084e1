// Why a native library that is in place can't be loaded, in words.
import { SetupError } from './setup-error.mjs';

/** The loader's words where a file system may not hold programs: glibc's, and macOS's. */
const NO_PROGRAMS = /failed to map segment|cannot enable executable|not allowed to map/i;

/**
 * @param {string} directory
 * @param {{details?: string, cause?: unknown}} [more]
 * @returns {SetupError}
 */
export function noPrograms(directory, more) {
  return new SetupError(
    'CANNOT_RUN',
    `TensorFlow can't run from ${directory}: no program may run from that file system (it is mounted with "noexec").`,
    {
      remedy: 'Name a place elsewhere with the environment variable DIGITS_CACHE_DIR.',
      ...more,
    },
  );
}

/**
 * @param {string} words the loader's
 * @param {string} directory of the engine
 * @returns {SetupError | null} null: the reason is not known
 */
export function loadProblem(words, directory) {
  return NO_PROGRAMS.test(words) ? noPrograms(directory, { details: words }) : null;
}
