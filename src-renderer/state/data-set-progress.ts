import type { DatasetEvent, DatasetSummary } from '../../src-shared/contract/data-sets.js';
import { isUnderWay } from '../../src-shared/contract/dataset-states.js';
import type { ErrorData } from '../../src-shared/contract/errors.js';

type Stated = Pick<DatasetSummary, 'state'>;

/** A data set as it was listed, brought up to what an event has told since. */
export function withProgress(set: DatasetSummary, told: DatasetEvent | undefined): DatasetSummary {
  if (told === undefined) return set;
  const { state, done, total, perSecond, secondsLeft, error } = told;
  return { ...set, state, done, total, perSecond, secondsLeft, error };
}

/**
 * What a person is told of a change: that it is made, or why it failed; null of what they asked for
 * themselves. One that was checked was there before.
 */
export function endOf(before: Stated, { state, error }: DatasetEvent): 'made' | ErrorData | null {
  if (!isUnderWay(before)) return null;
  if (state === 'failed') return error;
  return state === 'finished' && before.state !== 'checking' ? 'made' : null;
}
