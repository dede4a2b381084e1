import { AppError, fromErrorData } from '../../../src-shared/contract/errors.js';
import type { TrainingEvent } from '../../../src-shared/contract/events.js';
import type { StartedTraining } from '../../../src-shared/contract/training-views.js';
import { exitCodeOf, stopOf } from '../../setup/stop-signals.mjs';
import { type Cli, exitCodes, Interrupted } from '../cli.js';
import type { Work } from '../with-service.js';
import { deferred } from './deferred.js';
import { jsonView, terminalView } from './training-view.js';

interface FollowOptions extends Work {
  readonly json: boolean;
  readonly maxSteps: number | undefined;
  /** training.start or training.resume. */
  readonly begin: () => Promise<StartedTraining>;
}

type FinishedEvent = Extract<TrainingEvent, { kind: 'finished' }>;

/**
 * Begins a training and shows it to its end. The first Ctrl-C (or a reader of the JSON lines that
 * goes away) stops it with a checkpoint.
 *
 * @returns the exit code
 * @throws AppError when it can't begin or fails
 */
export async function followTraining(cli: Cli, options: FollowOptions): Promise<number> {
  const { service, interrupts, begin, json } = options;
  if (interrupts.signal.aborted) throw new Interrupted(interrupts.signal);
  const view = json ? jsonView(cli) : await terminalView(cli, options);
  const end = deferred<FinishedEvent>();
  // Rejected while the start is still awaited, it must not count as unhandled.
  end.promise.catch(() => {});
  /** It can be stopped from then on. */
  const stoppable = deferred<void>();
  let hasBegun = false;

  const stopListening = service.onEvent((event) => {
    view.event(event);
    if (event.kind === 'started') hasBegun = true;
    if (event.kind === 'preparing' || event.kind === 'started') stoppable.resolve();
    if (event.kind === 'finished') end.resolve(event);
    if (event.kind === 'failed') end.reject(fromErrorData(event.error));
  });
  const stop = () => {
    view.clear();
    const words = hasBegun ? 'Finishing the step and saving …' : 'Stopping …';
    cli.output.remark(`${words} (Ctrl-C once more stops at once)`);
    // What the engine has not come to yet can't be stopped yet.
    stoppable.promise.then(() => service.call['training.stop']({})).catch(end.reject);
  };
  interrupts.signal.addEventListener('abort', stop, { once: true });
  cli.output.onClosed(() => {
    if (!interrupts.signal.aborted) stop();
  });

  try {
    await begin().catch((error) => {
      const isStopped = error instanceof AppError && error.code === 'CANCELLED';
      throw isStopped && interrupts.signal.aborted ? new Interrupted(interrupts.signal) : error;
    });
    stoppable.resolve();
    const { state } = await end.promise;
    if (state === 'failed') throw new AppError('INTERNAL', 'The training failed without a reason.');
    const stop = stopOf(interrupts.signal);
    return stop === null || state === 'finished' ? exitCodes.good : exitCodeOf(stop);
  } finally {
    view.clear();
    stopListening();
    interrupts.signal.removeEventListener('abort', stop);
  }
}
