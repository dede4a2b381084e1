import { constants, type Stats } from 'node:fs';
import { access, lstat, readlink, realpath, stat } from 'node:fs/promises';
import { basename, dirname, join, resolve } from 'node:path';
import { AppError, systemCode } from '../../src-shared/contract/errors.js';
import { otherKind } from '../setup/regular-file.mjs';
import { realPlace } from './folder-names.js';
import { fileError } from './system-errors.js';

/** What a path is that somebody wants something written to. */
export type OutputTarget =
  /** There is nothing yet: a file is made. */
  | { readonly kind: 'new'; readonly path: string }
  /** A file, by its real path, to be replaced as a whole. */
  | { readonly kind: 'file'; readonly path: string; readonly stats: Stats }
  /** Written through: a named pipe or a device. */
  | { readonly kind: 'pipe' | 'device'; readonly path: string }
  /** One of this process's own streams: 1 is standard output. */
  | { readonly kind: 'descriptor'; readonly descriptor: number };

/** Links that follow one another; the system's own limit. */
const mostLinks = 40;

/** Whether other files can lie beside what is written there. */
export async function isFileOutput(path: string): Promise<boolean> {
  const { kind } = await outputTarget(path);
  return kind === 'new' || kind === 'file';
}

/** `-` is standard output, as with other programs. */
export async function isStandardOutput(path: string): Promise<boolean> {
  const target = await outputTarget(path).catch(() => null);
  return target?.kind === 'descriptor' && target.descriptor === 1;
}

/**
 * Looks at a path before anything is written: links are followed to their end, also where that is yet
 * to be made.
 *
 * @throws AppError NOT_WRITABLE for a folder, a disk, a socket, links without an end and a file that may
 *   not be written
 */
export async function outputTarget(path: string): Promise<OutputTarget> {
  if (path === '-') return { kind: 'descriptor', descriptor: 1 };
  let place = resolve(path);
  try {
    for (let links = 0; links <= mostLinks; links++) {
      const descriptor = ownDescriptor(place) ?? ownDescriptor(await inRealFolder(place));
      if (descriptor !== null) return { kind: 'descriptor', descriptor };
      const stats = await statsOf(place);
      if (stats === null) return { kind: 'new', path: place };
      if (!stats.isSymbolicLink()) return await present(place, stats);
      // The streams of other processes are links too, to names that no folder has.
      const end = await stat(place).catch(() => null);
      if (end !== null && !end.isFile() && !end.isDirectory()) return await present(place, end);
      place = resolve(await realpath(dirname(place)), await readlink(place));
    }
  } catch (error) {
    throw fileError(error, path, 'write');
  }
  throw refused(path, 'its links lead to no end');
}

async function present(path: string, stats: Stats): Promise<OutputTarget> {
  if (stats.isFIFO()) return { kind: 'pipe', path };
  if (stats.isCharacterDevice()) return { kind: 'device', path };
  if (!stats.isFile()) {
    throw refused(path, `it is ${stats.isBlockDevice() ? 'a disk' : otherKind(stats)}`);
  }
  await access(path, constants.W_OK);
  return { kind: 'file', path: await inRealFolder(path), stats };
}

/** A path in the folder that it really is in, where that is there. */
const inRealFolder = async (path: string): Promise<string> =>
  join(await realPlace(dirname(path)), basename(path));

/** The stream that a path such as /dev/stdout, /dev/fd/3 or /proc/self/fd/3 names. */
function ownDescriptor(path: string): number | null {
  if (path === '/dev/stdout') return 1;
  if (path === '/dev/stderr') return 2;
  const [, descriptor] =
    /^(?:\/dev|\/proc\/self|\/proc\/(?:thread-self|\d+\/task\/\d+))\/fd\/(\d+)$/.exec(path) ?? [];
  if (descriptor !== undefined) return Number(descriptor);
  const [, pid, of] = /^\/proc\/(\d+)\/fd\/(\d+)$/.exec(path) ?? [];
  return Number(pid) === process.pid ? Number(of) : null;
}

const statsOf = (path: string): Promise<Stats | null> =>
  lstat(path).catch((error) => {
    if (systemCode(error) === 'ENOENT') return null;
    throw error;
  });

const refused = (path: string, why: string): AppError =>
  new AppError('NOT_WRITABLE', `${path} can't be written: ${why}. Choose another place.`, {
    details: { path },
  });
