import { join } from 'node:path';
import { AppError } from '../../../src-shared/contract/errors.js';
import type { ClassifierName } from '../../../src-shared/networks/architecture.js';
import { foreignSha256 } from '../../files/foreign-file.js';
import { resourcePath } from '../../files/resources.js';
import { openRecogniser, type Recogniser } from './recogniser.js';

/**
 * The shipped recogniser, which stays open: one for all of the process. Never dispose of it. What
 * keeps it from being opened is tried again by the next call.
 *
 * @throws AppError NOT_FOUND, INVALID_MODEL
 */
export const shippedRecogniser = keptOpen('recogniser');

/** What reads again the digits of a bank; as {@link shippedRecogniser}. */
export const secondReader = keptOpen('second-reader');

function keptOpen(name: ClassifierName): () => Promise<Recogniser> {
  let open: Promise<Recogniser> | null = null;
  return () => {
    const opening = open ?? openRecogniser(resourcePath(name));
    open = opening;
    opening.catch(() => {
      if (open === opening) open = null;
    });
    return opening;
  };
}

/**
 * SHA-256 of the shipped recogniser's weights.
 *
 * @throws AppError NOT_FOUND, INVALID_MODEL
 */
export function recogniserVersion(): Promise<string> {
  const path = join(resourcePath('recogniser'), 'weights.bin');
  const invalid = (what: string) => new AppError('INVALID_MODEL', `${path}: ${what}.`);
  return foreignSha256(path, { maxBytes: Number.POSITIVE_INFINITY, invalid });
}
