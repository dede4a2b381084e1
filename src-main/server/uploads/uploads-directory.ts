import { readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { remove } from '../../files/folders.js';
import { dataDirectory } from '../../setup/directories.mjs';

/** Beside the runs, on their disk: a whole upload becomes a run by a rename. */
export const uploadsDirectory = (): string => join(dataDirectory(), 'uploads');

/** Age of an upload that no living server still receives, ms. */
const leftOver = 24 * 60 * 60 * 1000;

/** Removes what servers that were killed have left behind. */
export async function removeOldUploads(): Promise<void> {
  const names = await readdir(uploadsDirectory()).catch((): string[] => []);
  for (const name of names.filter((each) => /^[0-9a-f]{16}$/.test(each))) {
    const folder = join(uploadsDirectory(), name);
    const found = await stat(folder).catch(() => null); // another server may clean up as well
    if (found === null || Date.now() - found.mtimeMs < leftOver) continue;
    await remove(folder);
  }
}
