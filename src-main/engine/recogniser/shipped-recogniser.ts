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
