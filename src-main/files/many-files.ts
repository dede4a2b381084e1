import {
  closeSync,
  constants,
  fsyncSync,
  ftruncateSync,
  lstatSync,
  openSync,
  unlinkSync,
  writeSync,
} from 'node:fs';
import { dirname, join } from 'node:path';
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
 * Writes very many small files and brings them to disk. A file may be found half written until all are:
 * what counts them has to be written afterwards. A link in a
 * file's place is replaced, not followed. For threads that nobody waits for: it blocks.
 *
 * @throws AppError NO_SPACE, NOT_WRITABLE
 */
export async function writeManyFiles(folder: string, files: readonly FolderFile[]): Promise<void> {
  const open: number[] = [];
  const folders = new Set<string>();
  for (const { path, bytes } of files) {
    const place = join(folder, path);
    const parent = dirname(place);
    try {
      if (!folders.has(parent)) await makeFoldersWithin(folder, path);
      folders.add(parent);
      const file = openedFile(place);
      open.push(file);
      for (let at = 0; at < bytes.length; ) at += writeSync(file, bytes, at);
      ftruncateSync(file, bytes.length);
      // All at once: the first one takes most of the others to disk with it.
      if (open.length === mostOpen) finishAll(open);
    } catch (error) {
      eachOf(open, [closeSync]);
      throw fileError(error, place, 'write');
    }
  }
  try {
    finishAll(open);
    for (const parent of folders) await syncFolder(parent);
  } catch (error) {
    throw fileError(error, folder, 'write');
  }
}

/** What is there is written over, not emptied first: the same bytes, written once more, are never half there. */
const writing = constants.O_WRONLY | constants.O_CREAT | (constants.O_NOFOLLOW ?? 0);

function openedFile(place: string): number {
  try {
    return openSync(place, writing, 0o666);
  } catch (error) {
    if (!lstatSync(place, { throwIfNoEntry: false })?.isSymbolicLink()) throw error;
    unlinkSync(place);
    return openSync(place, writing, 0o666);
  }
}

/** Files that are open at once. */
const mostOpen = 200;

/** Brings all to disk and closes them, also those behind one that fails, whose error is thrown at the end. */
function finishAll(open: number[]): void {
  const [error] = eachOf(open, [syncNow, closeSync]);
  if (error !== undefined) throw error;
}

function syncNow(file: number): void {
  try {
    fsyncSync(file);
  } catch (error) {
    unlessUnsupported(error);
  }
}

/** Takes all steps with all files, whatever goes wrong on the way, which is given back. */
function eachOf(open: number[], steps: readonly ((file: number) => void)[]): unknown[] {
  const errors: unknown[] = [];
  for (const file of open.splice(0)) {
    for (const step of steps) {
      try {
        step(file);
      } catch (error) {
        errors.push(error);
      }
    }
  }
  return errors;
}
