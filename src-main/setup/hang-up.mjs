// Whether this process was started to outlive its terminal, as by `nohup`.
import fs from 'node:fs';
import path from 'node:path';
import process from 'node:process';

/** Of SIGHUP in the masks of proc(5). */
const HANG_UP_BIT = 1n;

/**
 * Node sets every ignored signal to its default as it starts, so that what it was started with has to be
 * read from its surroundings: a parent that ignores the signal itself (`trap '' HUP` in a script,
 * `nohup timeout …`) has handed that on; bash and zsh leave the path of `nohup` in the variable `_`; and
 * `nohup` on a terminal leaves a standard input that can't be read, or writes to nohup.out.
 * @param {object} [where]
 * @param {string} [where.proc]
 * @param {number} [where.parent] process id
 * @param {Record<string, string | undefined>} [where.env]
 * @returns {boolean}
 */
export function ignoresHangUp({ proc = '/proc', parent = process.ppid, env = process.env } = {}) {
  return (
    path.basename(env._ ?? '') === 'nohup' ||
    ignored(`${proc}/self/status`) ||
    ignored(`${proc}/${parent}/status`) ||
    inputClosedByNohup(proc) ||
    ['1', '2'].some((stream) => path.basename(linkOf(`${proc}/self/fd/${stream}`)) === 'nohup.out')
  );
}

/** @param {string} file a process's status */
function ignored(file) {
  const mask = /^SigIgn:\s*([0-9a-f]+)$/m.exec(read(file))?.[1];
  return mask !== undefined && (BigInt(`0x${mask}`) & HANG_UP_BIT) !== 0n;
}

/** @param {string} proc */
function inputClosedByNohup(proc) {
  const flags = /^flags:\s*([0-7]+)$/m.exec(read(`${proc}/self/fdinfo/0`))?.[1];
  if (flags === undefined || linkOf(`${proc}/self/fd/0`) !== '/dev/null') return false;
  const access = Number.parseInt(flags, 8) & (fs.constants.O_RDWR | fs.constants.O_WRONLY);
  return access === fs.constants.O_WRONLY;
}

/** @param {string} file @returns {string} '' where there is none */
function read(file) {
  try {
    return fs.readFileSync(file, 'utf8');
  } catch {
    return '';
  }
}

/** @param {string} file @returns {string} */
function linkOf(file) {
  try {
    return fs.readlinkSync(file);
  } catch {
    return '';
  }
}
