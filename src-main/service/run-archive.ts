import { basename } from 'node:path';
import { AppError } from '../../src-shared/contract/errors.js';
import { tarOfFolder } from '../files/tar-folder.js';
import { zipOfFolder } from '../files/zip-folder.js';
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
  if (await isWritten(folder)) {
    throw new AppError(
      'LOCKED',
      "This run is being trained, so it can't be exported. Stop the training first.",
      { details: { folder } },
    );
  }
  const name = basename(folder);
  return format === 'zip' ? zipOfFolder(folder, name) : tarOfFolder(folder, name);
}
