// How many processors this program may use: those of the machine, as far as its container has a share.
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import process from 'node:process';
import { unescapeMount } from './machine-facts.mjs';

/**
 * @typedef {object} Processors
 * @property {number} cores as many threads as can compute at once
 * @property {number | null} quota of a container, in processors; null where it is no narrower
 */

/**
 * Those that the system lets this process run on, or fewer where a control group has a quota. A part of a
 * processor counts as one: a thread too many waits a little, one too few loses it.
 * @param {{root?: string, online?: number}} [where] `root`: another file system than this one; `online`:
 *   what the system says
 * @returns {Processors}
 */
export function usableProcessors({
  root = process.platform === 'linux' ? '/' : '',
  online = os.availableParallelism(),
} = {}) {
  const quota = root === '' ? Number.POSITIVE_INFINITY : smallestQuota(root);
  if (quota >= online) return { cores: online, quota: null };
  return { cores: Math.max(1, Math.ceil(quota)), quota };
}

/**
 * @param {string} root
 * @returns {number} processors of time, infinite without a quota
 */
function smallestQuota(root) {
  const groups = read(path.join(root, 'proc/self/cgroup'));
  const mounts = read(path.join(root, 'proc/self/mountinfo'));
  const quotas = controllers(mounts).flatMap((mount) =>
    groupFolders(mount, groups).map((folder) => mount.quota(path.join(root, folder))),
  );
  return Math.min(Number.POSITIVE_INFINITY, ...quotas);
}

/**
 * @typedef {object} Controller where processor time is shared out
 * @property {boolean} unified the second version of control groups
 * @property {string} top the group that is mounted
 * @property {string} place where
 * @property {(folder: string) => number} quota of a group's folder
 */

/**
 * @param {string} mounts of /proc/self/mountinfo, see proc(5)
 * @returns {Controller[]}
 */
function controllers(mounts) {
  return mounts.split('\n').flatMap((line) => {
    /** @type {Controller[]} */
    const found = [];
    const [own = '', system = ''] = line.split(' - ');
    const [, , , top = '', place = ''] = own.split(' ').map(unescapeMount);
    const [type = '', , options = ''] = system.split(' ');
    if (type === 'cgroup2') found.push({ unified: true, top, place, quota: unifiedQuota });
    if (type === 'cgroup' && options.split(',').includes('cpu')) {
      found.push({ unified: false, top, place, quota: firstQuota });
    }
    return found;
  });
}

/**
 * The folders of this process's group and of all that it lies in.
 * @param {Controller} controller
 * @param {string} groups of /proc/self/cgroup: "4:cpu,cpuacct:/a/b", in the second version "0::/a/b"
 * @returns {string[]}
 */
function groupFolders({ unified, top, place }, groups) {
  const group = groups.split('\n').flatMap((line) => {
    const [, names = '', ...rest] = line.split(':');
    const wanted = unified ? names === '' : names.split(',').includes('cpu');
    return wanted && rest.length > 0 ? [rest.join(':')] : [];
  })[0];
  if (group === undefined) return [];
  // In a container the mounted group is often its own, by a name of the machine outside.
  const inside = path.posix.relative(top, group);
  const steps = inside.startsWith('..') ? [] : inside.split('/').filter((step) => step !== '');
  return [place, ...steps.map((_, i) => path.posix.join(place, ...steps.slice(0, i + 1)))];
}

/** @param {string} folder */
function unifiedQuota(folder) {
  const [quota = '', period = ''] = read(path.join(folder, 'cpu.max')).trim().split(/\s+/);
  return processorsOf(quota, period || '100000');
}

/** @param {string} folder */
function firstQuota(folder) {
  const quota = read(path.join(folder, 'cpu.cfs_quota_us'));
  return processorsOf(quota, read(path.join(folder, 'cpu.cfs_period_us')));
}

/**
 * @param {string} quota microseconds of computing in a period; "max", -1 or nothing without one
 * @param {string} period microseconds
 * @returns {number}
 */
function processorsOf(quota, period) {
  const share = Number.parseInt(quota, 10) / Number.parseInt(period, 10);
  return share > 0 ? share : Number.POSITIVE_INFINITY;
}

/**
 * @param {string} file
 * @returns {string} '' where there is none
 */
function read(file) {
  try {
    return fs.readFileSync(file, 'utf8');
  } catch {
    return '';
  }
}
