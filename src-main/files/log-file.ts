import { closeSync, createWriteStream, openSync, renameSync, statSync } from 'node:fs';
import { join } from 'node:path';
import type { Writable } from 'node:stream';
import { makeFolderSync } from '../setup/folders.mjs';

const maxBytes = 5_000_000;

/**
 * The path of a log to be added to; a long one is set aside first, and one such is kept. Null where none
 * can be written, which is no reason not to work.
 *
 * @param name without its ending
 */
export function prepareLog(folder: string, name: string): string | null {
  try {
    makeFolderSync(folder);
    const path = join(folder, `${name}.log`);
    const stats = statSync(path, { throwIfNoEntry: false });
    // A named pipe would be waited for.
    if (stats?.isFile() === false) return null;
    if ((stats?.size ?? 0) > maxBytes) renameSync(path, join(folder, `${name}.old.log`));
    withLog(path, () => {});
    return path;
  } catch {
    return null;
  }
}

/** Opens a log for a process that is started meanwhile, which then has it for itself. */
export function withLog<Value>(path: string, start: (descriptor: number) => Value): Value {
  const descriptor = openSync(path, 'a');
  try {
    return start(descriptor);
  } finally {
    closeSync(descriptor);
  }
}

/** What is written here is added to a log. */
export const logStream = (path: string): Writable => createWriteStream(path, { flags: 'a' });
