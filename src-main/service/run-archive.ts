import { basename } from 'node:path';
import { AppError } from '../../src-shared/contract/errors.js';
import { tarOfFolder } from '../files/tar-folder.js';
import { zipOfFolder } from '../files/zip-folder.js';
import { type Archive, archiveOf } from './archive.js';
import { isWritten } from './run-registry.js';

/**
 * All files of a run as one, which unpacks to a folder of its name. Nothing is read before the content is.
 *
 * @throws AppError LOCKED while it is trained: its files change meanwhile
 */
export async function archiveOfRun(
  folder: string,
  format: 'tar' | 'zip',
): Promise<AsyncIterable<Uint8Array>> {
  await requireUntrained(folder);
  const name = basename(folder);
  return format === 'zip' ? zipOfFolder(folder, name) : tarOfFolder(folder, name);
}

/**
 * The same as a download, a tar whose size is known before.
 *
 * @throws AppError LOCKED while it is trained
 */
export async function downloadOfRun(folder: string): Promise<Archive> {
  await requireUntrained(folder);
  return archiveOf(folder);
}

async function requireUntrained(folder: string): Promise<void> {
  if (!(await isWritten(folder))) return;
  throw new AppError(
    'LOCKED',
    "This run is being trained, so it can't be exported. Stop the training first.",
    { details: { folder } },
  );
}
