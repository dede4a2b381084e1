import {
  closeSync,
  constants,
  fsync,
  ftruncateSync,
  lstatSync,
  openSync,
  unlinkSync,
  writeSync,
} from 'node:fs';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { systemCode } from '../../src-shared/contract/errors.js';
import { syncFolder } from '../setup/folders.mjs';
import { unlessUnsupported } from './durable-files.js';
import { makeFoldersWithin } from './folders.js';
import { fileError } from './system-errors.js';

/** A file of a folder. */
export interface FolderFile {
  /** Relative to the folder, with / between names. */
  readonly path: string;
  readonly bytes: Uint8Array;
}

/**
 * Writes very many small files and brings them to disk. A file may be found half written until `end` is
 * done: what counts them has to be written afterwards. A link in a file's place is replaced, not followed.
 * Writing blocks, for threads that nobody waits for; the disk has its time beside what they do next.
 */
export class ManyFiles {
  private readonly folders = new Set<string>();
  private open: number[] = [];
  /** Those that are on their way to the disk. */
  private finishing: Promise<void> = Promise.resolve();

  constructor(private readonly folder: string) {}

  /** @throws AppError NO_SPACE, NOT_WRITABLE, also for one that was written before */
  async write({ path, bytes }: FolderFile): Promise<void> {
    const place = join(this.folder, path);
    const parent = dirname(place);
    try {
      if (!this.folders.has(parent)) await makeFoldersWithin(this.folder, path);
      this.folders.add(parent);
      const { file, isNew } = openedFile(place);
      this.open.push(file);
      for (let at = 0; at < bytes.length; ) at += writeSync(file, bytes, at);
      if (!isNew) ftruncateSync(file, bytes.length);
      if (this.open.length === mostOpen / 2) await this.finishOpen();
    } catch (error) {
      throw fileError(error, place, 'write');
    }
  }

  /** @throws AppError as `write` */
  async end(): Promise<void> {
    try {
      await this.finishOpen();
      await this.finishing;
      for (const parent of this.folders) await syncFolder(parent);
    } catch (error) {
      throw fileError(error, this.folder, 'write');
    }
  }

  /** All at once: the first one takes most of the others to disk with it. */
  private async finishOpen(): Promise<void> {
    await this.finishing;
    const files = this.open;
    this.open = [];
    this.finishing = finishAll(files);
    // It is waited for later.
    this.finishing.catch(() => {});
  }

  /** Leaves nothing open, whatever has gone wrong. */
  async close(): Promise<void> {
    await this.finishing.catch(() => {});
    for (const file of this.open.splice(0)) closeSync(file);
  }
}

/**
 * Has very many small files written and brings them to disk. Leaves none open, whatever `work` throws.
 *
 * @throws AppError NO_SPACE, NOT_WRITABLE; what `work` throws
 */
export async function withManyFiles<Value>(
  folder: string,
  work: (files: ManyFiles) => Promise<Value>,
): Promise<Value> {
  const files = new ManyFiles(folder);
  try {
    const value = await work(files);
    await files.end();
    return value;
  } catch (error) {
    await files.close();
    throw error;
  }
}

/** Writes very many small files. @throws AppError NO_SPACE, NOT_WRITABLE */
export const writeManyFiles = (folder: string, files: readonly FolderFile[]): Promise<void> =>
  withManyFiles(folder, async (many) => {
    for (const file of files) await many.write(file);
  });

/** A file that is open for writing. */
interface Opened {
  readonly file: number;
  /** Else it has the bytes that it had before. */
  readonly isNew: boolean;
}

/** What is not there; a link is, wherever it leads. */
const making = constants.O_WRONLY | constants.O_CREAT | constants.O_EXCL;
/** What is there is written over, not emptied first: the same bytes, written once more, are never half there. */
const writing = constants.O_WRONLY | constants.O_CREAT | (constants.O_NOFOLLOW ?? 0);

function openedFile(place: string): Opened {
  try {
    return { file: openSync(place, making, 0o666), isNew: true };
  } catch (error) {
    if (systemCode(error) !== 'EEXIST') throw error;
  }
  if (lstatSync(place, { throwIfNoEntry: false })?.isSymbolicLink()) unlinkSync(place);
  return { file: openSync(place, writing, 0o666), isNew: false };
}

/** Files that are open at once: half of them are written, half on their way to the disk. */
const mostOpen = 200;

/** Brings all to disk and closes them, also those behind one that fails, whose error is thrown at the end. */
async function finishAll(files: readonly number[]): Promise<void> {
  const errors: unknown[] = [];
  const failed = (error: unknown) => errors.push(error);
  await Promise.all(
    files.map(async (file) => {
      await syncNow(file).catch(unlessUnsupported).catch(failed);
      try {
        closeSync(file);
      } catch (error) {
        failed(error);
      }
    }),
  );
  const [error] = errors;
  if (error !== undefined) throw error;
}

const syncNow = promisify(fsync);
