import type { Asker } from '../../src-shared/contract/command.js';
import { AppError } from '../../src-shared/contract/errors.js';

const cancelled = (): AppError =>
  new AppError('CANCELLED', 'What was asked for was cancelled: who asked has gone.');

/** @throws AppError CANCELLED once who asked has gone */
export function requireAsker(asker: Asker | undefined): void {
  if (asker?.gone.aborted) throw cancelled();
}

/**
 * As the work ends. Once who asked has gone nobody waits for it any more, whatever it still does.
 *
 * @throws AppError CANCELLED then, besides what the work throws
 */
export async function untilGone<Value>(
  asker: Asker | undefined,
  work: () => Promise<Value>,
): Promise<Value> {
  requireAsker(asker);
  if (asker === undefined) return work();
  const settled = new AbortController();
  const gone = new Promise<never>((_, reject) => {
    const leave = () => reject(cancelled());
    asker.gone.addEventListener('abort', leave, { once: true, signal: settled.signal });
  });
  try {
    return await Promise.race([work(), gone]);
  } finally {
    settled.abort();
  }
}
