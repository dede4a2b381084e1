// What is written in a lock file, and whether it still counts.
import fs from 'node:fs/promises';
import { processState } from './process-identity.mjs';
import { readSmallText } from './regular-file.mjs';
import { errorCode } from './setup-error.mjs';

/** How long a holder on another machine or in another container is believed without a sign of life, ms. */
const FOREIGN_LIFETIME = 180_000;
/** A file without readable content: complete for certain after this time, ms. */
const WRITING_TIME = 1_000;
/** A record is shorter by far. */
const MOST_BYTES = 4_096;

/**
 * @typedef {{pid: number, startedAt: string, purpose: string, host: string}} LockHolder
 * @typedef {import('./process-identity.mjs').ProcessIdentity & LockHolder & {token: string}} LockRecord
 */

/**
 * @param {string} file
 * @returns {Promise<{state: 'alive' | 'dead' | 'writing', token: string, holder: LockHolder} | null>} null when there is none
 */
export async function readLock(file) {
  let text = '';
  let age = 0;
  let changed = 0;
  try {
    const stats = await fs.lstat(file);
    changed = stats.mtimeMs;
    age = Date.now() - changed;
    // No lock is a link, a named pipe or a folder: those hold nobody's record.
    if (stats.isFile()) text = (await readSmallText(file, MOST_BYTES)) ?? '';
  } catch (error) {
    if (errorCode(error) === 'ENOENT') return null;
    throw error;
  }
  const record = parseRecord(text);
  if (record === null) {
    const holder = { pid: 0, host: 'unknown', purpose: 'unknown', startedAt: 'unknown' };
    const state = age > WRITING_TIME || age < 0 ? 'dead' : 'writing';
    return { state, token: `unreadable-${Math.round(changed)}`, holder };
  }
  const { pid, host, purpose, startedAt, token } = record;
  const seen = processState(record);
  const state = seen === 'foreign' ? (age > FOREIGN_LIFETIME ? 'dead' : 'alive') : seen;
  return { state, token, holder: { pid, host, purpose, startedAt } };
}

/**
 * @param {string} text
 * @returns {LockRecord | null}
 */
function parseRecord(text) {
  try {
    const { pid, host, machine, startTicks, startedAt, purpose, token } = JSON.parse(text);
    const strings = [host, machine, startTicks, startedAt, purpose, token];
    if (!Number.isInteger(pid) || strings.some((value) => typeof value !== 'string')) return null;
    // The token becomes part of a file name.
    if (!/^[\w-]{1,64}$/.test(token)) return null;
    return { pid, host, machine, startTicks, startedAt, purpose, token };
  } catch {
    return null;
  }
}
