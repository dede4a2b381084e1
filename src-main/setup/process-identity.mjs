// Which process is that, and does it still live? A bare process id is not enough: ids are given again.
import { readFileSync, readlinkSync } from 'node:fs';
import os from 'node:os';

/**
 * @typedef {object} ProcessIdentity
 * @property {number} pid
 * @property {string} host for people to read
 * @property {string} machine process ids of equal `machine` may be compared
 * @property {string} startTicks when the kernel started it, in its own units; '' where that can't be known
 */

/** @returns {ProcessIdentity} */
export function ownIdentity() {
  return {
    pid: process.pid,
    host: os.hostname(),
    machine: machineIdentity(),
    startTicks: processStat(process.pid)?.startTicks ?? '',
  };
}

/**
 * 'foreign': of another machine, container or boot, so nothing here can tell.
 * @param {ProcessIdentity} identity
 * @returns {'alive' | 'dead' | 'foreign'}
 */
export function processState(identity) {
  if (identity.machine !== machineIdentity()) return 'foreign';
  try {
    process.kill(identity.pid, 0);
  } catch (error) {
    // EPERM: it lives and belongs to somebody else.
    if (error instanceof Error && 'code' in error && error.code === 'ESRCH') return 'dead';
  }
  const stat = processStat(identity.pid);
  if (stat === null) return 'alive';
  // A killed process whose parent has not looked yet is still listed.
  if (stat.state === 'Z' || stat.state === 'X') return 'dead';
  if (identity.startTicks !== '' && stat.startTicks !== identity.startTicks) return 'dead';
  return 'alive';
}

/** @returns {string} */
function machineIdentity() {
  if (process.platform !== 'linux') return os.hostname();
  try {
    const boot = readFileSync('/proc/sys/kernel/random/boot_id', 'utf8').trim();
    return `${boot} ${readlinkSync('/proc/self/ns/pid')}`;
  } catch {
    return os.hostname();
  }
}

/**
 * @param {number} pid
 * @returns {{state: string, startTicks: string} | null} null where there is no /proc
 */
function processStat(pid) {
  try {
    return parseProcessStat(readFileSync(`/proc/${pid}/stat`, 'utf8'));
  } catch {
    return null;
  }
}

/**
 * @param {string} text of /proc/<pid>/stat; the command's name in it may hold blanks and brackets
 * @returns {{state: string, startTicks: string} | null}
 */
export function parseProcessStat(text) {
  const fields = text.slice(text.lastIndexOf(')') + 2).split(' ');
  // Fields 3 (state) and 22 (start time) of proc(5).
  const state = fields[0];
  const startTicks = fields[19];
  return state && startTicks ? { state, startTicks } : null;
}
