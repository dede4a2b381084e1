import { join } from 'node:path';
import { fileSha256 } from '../../files/file-hash.js';
import { resourcePath } from '../../files/resources.js';
import { openRecogniser, type Recogniser } from './recogniser.js';

let open: Promise<Recogniser> | null = null;

/**
 * The shipped recogniser, which stays open: one for all of the process. Never dispose of it. What
 * keeps it from being opened is tried again by the next call.
 *
 * @throws AppError NOT_FOUND, INVALID_MODEL
 */
export function shippedRecogniser(): Promise<Recogniser> {
  const opening = open ?? openRecogniser();
  open = opening;
  opening.catch(() => {
    if (open === opening) open = null;
  });
  return opening;
}

/** SHA-256 of the shipped recogniser's weights. */
export const recogniserVersion = (): Promise<string> =>
  fileSha256(join(resourcePath('recogniser'), 'weights.bin'));
