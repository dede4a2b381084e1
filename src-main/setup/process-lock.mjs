// A lock file that a dead process does not keep.
//
// It is created complete: written beside its place, then hard-linked into it, which fails if there is one.
// Taking over a dead process's lock is itself guarded by a lock, named after the dead one's token: whoever
// holds that looks again and only then replaces the file. Tokens never come back, so a late comer finds
// another token and gives up; and a process killed while taking over leaves a lock that is taken over likewise.
import { randomUUID } from 'node:crypto';
import fs from 'node:fs/promises';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { makeFolder } from './folders.mjs';
import { readLock } from './lock-record.mjs';
import { ownIdentity } from './process-identity.mjs';
import { errorCode, SetupError, throwIfAborted } from './setup-error.mjs';

/** How often a holder shows that it lives, ms. */
const HEARTBEAT = 10_000;

/**
 * @typedef {import('./lock-record.mjs').LockHolder} LockHolder
 * @typedef {import('./lock-record.mjs').LockRecord} LockRecord
 * @typedef {{release(): Promise<void>}} Lock
 */

/** A live process holds the lock. */
class LockedError extends SetupError {
  /**
   * @param {string} file
   * @param {LockHolder} holder
   */
  constructor(file, holder) {
    super(
      'LOCKED',
      `${path.dirname(file)} is in use: process ${holder.pid} on ${holder.host} (${holder.purpose}, since ${holder.startedAt}).`,
      { remedy: 'Wait until it has ended, or end it.' },
    );
    /** @type {LockHolder} */
    this.holder = holder;
  }
}

/**
 * @param {string} file
 * @param {{purpose: string}} options `purpose` is what another process is told, such as 'training'
 * @returns {Promise<Lock>}
 * @throws {LockedError} `code` 'LOCKED', with the `holder`
 */
export async function acquireLock(file, { purpose }) {
  await makeFolder(path.dirname(file));
  /** @type {LockRecord} */
  const record = {
    ...ownIdentity(),
    startedAt: new Date().toISOString(),
    purpose,
    token: randomUUID(),
  };
  await take(file, record);
  await sweep(file);
  const heartbeat = setInterval(
    () => void fs.utimes(file, new Date(), new Date()).catch(() => {}),
    HEARTBEAT,
  );
  heartbeat.unref();
  return {
    async release() {
      clearInterval(heartbeat);
      if ((await readLock(file))?.token === record.token) await fs.rm(file, { force: true });
    },
  };
}

/**
 * @param {string} file
 * @param {{purpose: string, onWait?: (holder: LockHolder) => void, signal?: AbortSignal | undefined, poll?: number}} options
 *   `onWait` is called once for each holder that is waited for; `poll` in ms
 * @returns {Promise<Lock>}
 */
export async function waitForLock(file, { purpose, onWait, signal, poll = 200 }) {
  let announced = '';
  for (;;) {
    throwIfAborted(signal);
    try {
      return await acquireLock(file, { purpose });
    } catch (error) {
      if (!(error instanceof LockedError)) throw error;
      const key = `${error.holder.pid} ${error.holder.startedAt}`;
      if (key !== announced) onWait?.(error.holder);
      announced = key;
    }
    // An abort ends the sleep by throwing; the check above says it in our own words.
    await sleep(poll, undefined, signal ? { signal } : {}).catch(() => {});
  }
}

/**
 * @param {string} file
 * @param {LockRecord} record
 * @returns {Promise<void>} resolves when `file` holds `record`
 */
async function take(file, record) {
  for (;;) {
    if (await create(file, record)) return;
    const present = await readLock(file);
    if (present === null) continue;
    if (present.state === 'writing') {
      await sleep(50);
    } else if (present.state === 'alive') {
      throw new LockedError(file, present.holder);
    } else if (await takeOver(file, present.token, record)) {
      return;
    }
  }
}

/**
 * @param {string} file
 * @param {string} deadToken
 * @param {LockRecord} record
 * @returns {Promise<boolean>} false when somebody else was faster
 */
async function takeOver(file, deadToken, record) {
  const guard = `${file}.${deadToken}`;
  await take(guard, record);
  try {
    if ((await readLock(file))?.token !== deadToken) return false;
    const draft = await writeDraft(file, record);
    await fs.rename(draft, file);
    return true;
  } finally {
    await fs.rm(guard, { force: true });
  }
}

/**
 * @param {string} file
 * @param {LockRecord} record
 * @returns {Promise<boolean>} false when there is one already
 */
async function create(file, record) {
  const draft = await writeDraft(file, record);
  try {
    await fs.link(draft, file);
    return true;
  } catch (error) {
    const code = errorCode(error);
    if (code === 'EEXIST' || code === 'ENOENT') return false;
    if (!['EPERM', 'ENOTSUP', 'EOPNOTSUPP', 'ENOSYS', 'EMLINK'].includes(code)) throw error;
    return await createWithoutLinks(file, record);
  } finally {
    await fs.rm(draft, { force: true });
  }
}

/**
 * For file systems without hard links (exFAT, some network shares).
 * @param {string} file
 * @param {LockRecord} record
 * @returns {Promise<boolean>}
 */
async function createWithoutLinks(file, record) {
  try {
    await fs.writeFile(file, JSON.stringify(record), { flag: 'wx' });
    return true;
  } catch (error) {
    if (errorCode(error) === 'EEXIST') return false;
    throw error;
  }
}

/**
 * @param {string} file
 * @param {LockRecord} record
 * @returns {Promise<string>}
 */
async function writeDraft(file, record) {
  const draft = `${file}.${randomUUID()}.draft`;
  await fs.writeFile(draft, JSON.stringify(record), { flag: 'wx' });
  return draft;
}

/**
 * Removes what killed processes left beside the lock. Only its holder may: then no guard decides anything
 * any more, for each belongs to a token that the lock no longer has.
 * @param {string} file
 */
async function sweep(file) {
  const directory = path.dirname(file);
  const prefix = `${path.basename(file)}.`;
  const names = await fs.readdir(directory);
  for (const name of names.filter((candidate) => candidate.startsWith(prefix))) {
    const leftover = path.join(directory, name);
    // A draft may be a living process's, about to be linked.
    const left = await readLock(leftover).catch(() => null);
    if (left?.state === 'dead') await fs.rm(leftover, { force: true });
  }
}
