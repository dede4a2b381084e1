import { trainingFields } from '../../../src-shared/config/training.js';
import type { TrainingSnapshot } from '../../../src-shared/contract/training-views.js';
import type { ShownRun } from '../run/live-run.js';

/** What can be done about a run's training, and why not now. */
export interface Resumption {
  /** `watch`: it trains here. `resume`: epochs are left. `train-on`: it needs a larger number. */
  readonly kind: 'watch' | 'resume' | 'train-on' | 'none';
  /** Why it can't be done at the moment, as a sentence; null when it can. */
  readonly reason: string | null;
}

const possible = (kind: Resumption['kind']): Resumption => ({ kind, reason: null });

export function resumption(
  run: Pick<ShownRun, 'place' | 'state' | 'live' | 'epoch'>,
  current: Pick<TrainingSnapshot, 'name'> | null,
): Resumption {
  if (run.live !== null) return possible('watch');
  // The shipped model has no checkpoints.
  if (run.state === 'broken' || run.place === 'shipped') return possible('none');
  const kind = run.state === 'finished' ? 'train-on' : 'resume';
  if (run.state === 'training') {
    return { kind, reason: 'Another window or terminal trains it: stop it there first.' };
  }
  if (current !== null) {
    return { kind, reason: `${current.name} is in training: stop it first, or wait for its end.` };
  }
  if (kind === 'train-on' && run.epoch >= trainingFields.epochs.max) {
    return { kind, reason: 'It has had as many epochs as a training can have.' };
  }
  return possible(kind);
}

/** Whether a process writes the run, so that it can be neither moved nor renamed. */
export const isInTraining = ({ state, live }: Pick<ShownRun, 'state' | 'live'>): boolean =>
  live !== null || state === 'training';
