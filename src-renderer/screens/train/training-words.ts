import type { TrainingSnapshot } from '../../../src-shared/contract/training-views.js';

type Status = TrainingSnapshot['status'];

interface StatusWords {
  readonly name: string;
  /** What it means and what comes next; empty where that is plain. */
  readonly meaning: string;
}

/** How a training stands, in words. */
export const statusWords: Readonly<Record<Status, StatusWords>> = {
  running: { name: 'Training', meaning: '' },
  pausing: { name: 'Pausing', meaning: 'finishing the step and saving…' },
  paused: { name: 'Paused', meaning: 'its state is saved, and nothing computes' },
  stopping: { name: 'Stopping', meaning: 'finishing the step and saving…' },
};
