import { trainingFields } from '../../../src-shared/config/training.js';
import type { RunSummary } from '../../../src-shared/contract/run-views.js';
import type { TrainingSnapshot } from '../../../src-shared/contract/training-views.js';
import type { ShownRun } from '../run/live-run.js';

/** What can be done about a run's training, and why not now. */
export interface Resumption {
  /**
   * `watch`: it trains here. `resume`: epochs are left. `train-on`: it needs a larger number. `begin`: a new run
   * can begin with its networks.
   */
  readonly kind: 'watch' | 'resume' | 'train-on' | 'begin' | 'none';
  /** Why it can't be done at the moment, as a sentence; null when it can. */
  readonly reason: string | null;
}

const possible = (kind: Resumption['kind']): Resumption => ({ kind, reason: null });

const kinds: { readonly [State in ShownRun['state']]?: Resumption['kind'] } = {
  finished: 'train-on',
  foreign: 'begin',
};

export function resumption(
  run: Pick<ShownRun, 'place' | 'state' | 'live' | 'epoch'>,
  current: Pick<TrainingSnapshot, 'name'> | null,
): Resumption {
  if (run.live !== null) return possible('watch');
  // The shipped model has no checkpoints.
  if (run.state === 'broken' || run.place === 'shipped') return possible('none');
  const kind = kinds[run.state] ?? 'resume';
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

/** The training of this program that was written last, if it was left before its end; else null. */
export function leftTraining(runs: readonly RunSummary[]): RunSummary | null {
  const own = runs.filter(({ place }) => place === 'data');
  const [last] = own.toSorted((a, b) => b.updatedAt.localeCompare(a.updatedAt));
  if (last === undefined) return null;
  const { kind, reason } = resumption({ ...last, live: null }, null);
  return kind === 'resume' && reason === null ? last : null;
}

/** Whether a process writes the run, so that it can be neither moved nor renamed. */
export const isInTraining = ({ state, live }: Pick<ShownRun, 'state' | 'live'>): boolean =>
  live !== null || state === 'training';
