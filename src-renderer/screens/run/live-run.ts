import type { RunSummary } from '../../../src-shared/contract/run-views.js';
import type { TrainingSnapshot } from '../../../src-shared/contract/training-views.js';

/** A run of the list, brought up to the training under way. */
export interface ShownRun extends RunSummary {
  /** How this program's training of it stands; null when it trains nothing or another run. */
  readonly live: TrainingSnapshot['status'] | null;
  /** Part of all steps done, 0 to 1; null when that can't be told. */
  readonly part: number | null;
}

interface Training {
  readonly current: Pick<
    TrainingSnapshot,
    'run' | 'status' | 'step' | 'stepsPerEpoch' | 'epochs'
  > | null;
  readonly lastEpoch: { readonly run: string; readonly epoch: number } | null;
}

/** Puts what the events tell of a training into the list's older view of its run. */
export function liveRun(run: RunSummary, { current, lastEpoch }: Training): ShownRun {
  if (current?.run !== run.id) return { ...run, live: null, part: null };
  const { status, step, stepsPerEpoch, epochs } = current;
  const epoch = Math.min(epochs, Math.floor(step / stepsPerEpoch));
  // A resume begins at its checkpoint: what was pictured after it is gone.
  const pictured = lastEpoch?.run === run.id && lastEpoch.epoch <= epoch ? lastEpoch.epoch : null;
  return {
    ...run,
    step,
    epochs,
    epoch,
    lastPicture: pictured ?? run.lastPicture,
    live: status,
    part: Math.min(1, step / (stepsPerEpoch * epochs)),
  };
}
