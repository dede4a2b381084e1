import { AppError } from '../../../src-shared/contract/errors.js';
import type { SessionOptions } from './training-session.js';

/** Milliseconds before anything is told, and between two tellings. */
const patience = 500;
const interval = 200;
/** The share from which on a time left is told: the first images also pay for what is made ready. */
const leastShare = 0.05;

/**
 * Tells how far the work before a training is, and ends it when a stop is asked for meanwhile.
 *
 * @returns to be called between two pieces of it with the share that is done, 0 to 1; it throws AppError
 *   CANCELLED once a stop was asked for
 */
export function preparation(
  { emit, control }: Pick<SessionOptions, 'emit' | 'control'>,
  now: () => number = () => performance.now(),
): (share: number) => Promise<void> {
  const begun = now();
  let next = begun + patience;
  return async (share) => {
    const time = now();
    if (time >= next) {
      next = time + interval;
      const spent = (time - begun) / 1000;
      const secondsLeft = share < leastShare ? null : (spent * (1 - share)) / share;
      await emit({ kind: 'preparing', share, secondsLeft });
    }
    await control.betweenSteps();
    if (!control.stopRequested) return;
    throw new AppError('CANCELLED', 'The training was stopped before it began.');
  };
}
