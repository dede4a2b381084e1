import { readdir } from 'node:fs/promises';
import { AppError, systemCode } from '../../src-shared/contract/errors.js';
import { fileError } from './system-errors.js';

/**
 * @param why what would go wrong and what to do instead, in words that follow "is not empty, and"
 * @throws AppError FOLDER_NOT_EMPTY; NOT_WRITABLE when it is a file. A missing folder is empty.
 */
export async function requireEmptyFolder(folder: string, why: string): Promise<void> {
  const inside = await readdir(folder).catch((error) => {
    if (systemCode(error) === 'ENOENT') return [];
    throw fileError(error, folder, 'write');
  });
  if (inside.length === 0) return;
  throw new AppError('FOLDER_NOT_EMPTY', `${folder} is not empty, and ${why}`, {
    details: { folder },
  });
}
