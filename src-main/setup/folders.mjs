// Folders are made and brought to disk here, for the setup and the program alike.
import { mkdirSync, statSync } from 'node:fs';
import fs from 'node:fs/promises';
import path from 'node:path';
import { errorCode } from './setup-error.mjs';

/**
 * Makes a folder and those above it that are missing. Unlike Node's own recursive mkdir it gives up
 * where a folder can't be made (below /proc, Node's asks for ever), and says so with the first cause.
 * @param {string} folder
 * @returns {Promise<void>}
 */
export async function makeFolder(folder) {
  const parent = path.dirname(folder);
  try {
    await makeLastFolder(folder);
  } catch (error) {
    if (errorCode(error) !== 'ENOENT' || parent === folder) throw error;
    await makeFolder(parent);
    await makeLastFolder(folder);
  }
}

/**
 * The same while everything waits: for what is made before a process starts.
 * @param {string} folder
 */
export function makeFolderSync(folder) {
  if (statSync(folder, { throwIfNoEntry: false })?.isDirectory()) return;
  const parent = path.dirname(folder);
  if (parent !== folder) makeFolderSync(parent);
  try {
    mkdirSync(folder);
  } catch (error) {
    // Another process may just have made it.
    if (!statSync(folder, { throwIfNoEntry: false })?.isDirectory()) throw error;
  }
}

/**
 * Makes a folder in one that is there: where that has gone, nothing comes back in its place.
 * @param {string} folder
 * @returns {Promise<void>}
 */
export async function makeLastFolder(folder) {
  try {
    await fs.mkdir(folder);
  } catch (error) {
    const there = await fs.stat(folder).catch(() => null);
    if (!there?.isDirectory()) throw error;
  }
}

/**
 * What file systems answer that can't sync a folder (network shares, FUSE): they keep names in their own way. And
 * what all answer of a folder that may be written into and not looked into.
 */
const cannotSync = new Set(['EINVAL', 'ENOTSUP', 'EOPNOTSUPP', 'EBADF', 'ENOSYS', 'EACCES']);

/**
 * Makes a rename in a folder survive a power cut. Windows has no such call and needs none.
 * @param {string} folder
 * @returns {Promise<void>}
 */
export async function syncFolder(folder) {
  if (process.platform === 'win32') return;
  try {
    const opened = await fs.open(folder, 'r');
    await opened.sync().finally(() => opened.close());
  } catch (error) {
    if (!cannotSync.has(errorCode(error))) throw error;
  }
}
