/**
 * @typedef {'LOCKED' | 'ABORTED' | 'NO_PYTHON' | 'NO_SPACE' | 'NETWORK' | 'WHEEL_MISSING'
 *   | 'HASH_MISMATCH' | 'DOWNLOAD_FAILED' | 'UNPACK_FAILED' | 'COMPILE_FAILED' | 'VERIFY_FAILED'
 *   | 'BUILD_FAILED' | 'CANNOT_WRITE' | 'CANNOT_RUN' | 'UNAVAILABLE' | 'PACKAGE_MISSING' | 'BAD_ENGINE'} SetupErrorCode
 */

/** A failure a person can act on: `message` says what and why, `remedy` what to do. */
export class SetupError extends Error {
  /**
   * @param {SetupErrorCode} code
   * @param {string} message
   * @param {{remedy?: string, details?: string, cause?: unknown}} [more] `details`: the failing tool's own last words
   */
  constructor(code, message, { remedy = '', details = '', cause } = {}) {
    super(message, cause === undefined ? undefined : { cause });
    this.name = 'SetupError';
    this.code = code;
    this.remedy = remedy;
    this.details = details;
  }
}

/**
 * One paragraph: what, why, what to do; then the failing tool's own words.
 * @param {SetupError} error
 * @returns {string}
 */
export function explain({ message, remedy, details }) {
  const paragraph = [message, remedy].filter((part) => part !== '').join(' ');
  return details === '' ? paragraph : `${paragraph}\n${details.replace(/^/gm, '  | ')}`;
}

/** @param {AbortSignal | undefined} signal */
export function throwIfAborted(signal) {
  if (signal?.aborted) throw new SetupError('ABORTED', 'Interrupted.');
}

/**
 * The code of a Node system error ('ENOENT') or of one of ours, or ''.
 * @param {unknown} error
 * @returns {string}
 */
export function errorCode(error) {
  return error instanceof Error && 'code' in error && typeof error.code === 'string'
    ? error.code
    : '';
}

/**
 * @param {unknown} error
 * @returns {string}
 */
export function errorMessage(error) {
  return error instanceof Error ? error.message : String(error);
}

/** By the system's codes; the program's other parts, which are built, have a longer list. */
const REFUSALS = /** @type {Readonly<Record<string, string>>} */ ({
  EACCES: 'permission denied',
  EPERM: 'permission denied',
  EROFS: 'the drive, or this part of it, is read-only',
  ENOSPC: 'the disk is full',
  EDQUOT: 'the space that you may use is full',
  ENOENT: 'it is not there',
  ENOTDIR: 'a file is where a folder is needed',
  EEXIST: 'a file is where a folder is needed',
  ELOOP: 'its links lead in a circle',
  ENAMETOOLONG: 'the name is longer than the file system takes',
  EIO: 'the drive reported an error',
});

/**
 * @param {unknown} error of a file operation
 * @returns {string} why it failed, in words
 */
export function refusalWords(error) {
  return REFUSALS[errorCode(error)] ?? 'the system refused it';
}
