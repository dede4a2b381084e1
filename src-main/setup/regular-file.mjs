// Opens files that anybody may have put there.
import { constants } from 'node:fs';
import fs from 'node:fs/promises';

/** What a path is that is no file, in words that follow "it is". */
const kinds = /** @type {const} */ ([
  ['isDirectory', 'a folder'],
  ['isFIFO', 'a named pipe'],
  ['isSocket', 'a socket'],
  ['isCharacterDevice', 'a device'],
  ['isBlockDevice', 'a device'],
]);

/**
 * @param {import('node:fs').Stats} stats
 * @returns {string | null} null for a file
 */
export function otherKind(stats) {
  if (stats.isFile()) return null;
  const found = kinds.find(([is]) => stats[is]());
  return found?.[1] ?? 'no file';
}

/** A path that is there and is no file. */
export class NoFileError extends Error {
  /** @param {string} kind in words that follow "it is" */
  constructor(kind) {
    super(`it is ${kind}, not a file`);
    /** @type {string} */
    this.kind = kind;
  }
}

/**
 * A file opened for reading, and its size in bytes. What is no file is not opened: a named pipe would
 * be waited for, a device may do something. Looked at again once it is open, lest it was exchanged.
 * @param {string} path
 * @returns {Promise<{file: import('node:fs/promises').FileHandle, size: number}>}
 * @throws {NoFileError} and what the system says
 */
export async function openRegularFile(path) {
  const kind = otherKind(await fs.stat(path));
  if (kind !== null) throw new NoFileError(kind);
  // Not a named pipe's writer is waited for, should it have become one. Windows has no such flag.
  const file = await fs.open(path, constants.O_RDONLY | (constants.O_NONBLOCK ?? 0));
  try {
    const stats = await file.stat();
    const opened = otherKind(stats);
    if (opened !== null) throw new NoFileError(opened);
    return { file, size: stats.size };
  } catch (error) {
    await file.close();
    throw error;
  }
}

/**
 * The whole text of a small file.
 * @param {string} path
 * @param {number} maxBytes
 * @returns {Promise<string | null>} null when it is longer
 * @throws {NoFileError} and what the system says
 */
export async function readSmallText(path, maxBytes) {
  const { file, size } = await openRegularFile(path);
  try {
    if (size > maxBytes) return null;
    const bytes = Buffer.alloc(maxBytes + 1);
    const { bytesRead } = await file.read(bytes, 0, bytes.length, 0);
    return bytesRead > maxBytes ? null : bytes.toString('utf8', 0, bytesRead);
  } finally {
    await file.close();
  }
}
