import { closeSync, fsyncSync, mkdirSync, openSync, writeSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { syncFolder } from '../setup/folders.mjs';
import { fileError } from './system-errors.js';

/** A file of a folder. */
export interface FolderFile {
  /** Relative to the folder, with / between names. */
  readonly path: string;
  readonly bytes: Uint8Array;
}

/**
 * Writes very many small files and brings them to disk. A file may be found half written until all are:
 * what counts them has to be written afterwards. For threads that nobody waits for: it blocks.
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
      if (!folders.has(parent)) mkdirSync(parent, { recursive: true });
      folders.add(parent);
      const file = openSync(place, 'w');
      open.push(file);
      for (let at = 0; at < bytes.length; ) at += writeSync(file, bytes, at);
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

/** Files that are open at once. */
const mostOpen = 200;

/** Brings all to disk and closes them, also those behind one that fails, whose error is thrown at the end. */
function finishAll(open: number[]): void {
  const [error] = eachOf(open, [fsyncSync, closeSync]);
  if (error !== undefined) throw error;
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
