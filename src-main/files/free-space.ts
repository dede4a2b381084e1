import { AppError } from '../../src-shared/contract/errors.js';
import { freeSpace } from '../setup/machine.mjs';
import { formatBytes } from '../setup/space.mjs';

/**
 * @param need bytes, and what for, in words that follow "for"
 * @throws AppError NO_SPACE before anything is written
 */
export async function checkSpace(
  folder: string,
  { bytes, purpose }: { bytes: number; purpose: string },
): Promise<void> {
  const free = await freeSpace(folder);
  if (free >= bytes) return;
  throw new AppError(
    'NO_SPACE',
    `There is not enough space in ${folder}: ${formatBytes(bytes)} are needed for ${purpose}, ${formatBytes(free)} are free. Free some space or choose another place.`,
    { details: { folder, needed: bytes, free } },
  );
}
