import { stepsPerEpoch } from '../../../src-shared/config/training.js';
import type { ShownRun } from '../run/live-run.js';
import type { ComparedRun } from './compared-run.svelte.js';
import type { KnownLosses } from './run-lines.js';

/** A run among those that are compared. */
export interface Compared {
  /** From 0: its colour and its dash. */
  readonly place: number;
  readonly run: ShownRun;
  readonly data: ComparedRun;
}

/** Whether there is a record of its training: of a model from elsewhere there are the networks alone. */
export const hasRecord = ({ state }: Pick<ShownRun, 'state'>): boolean =>
  state !== 'foreign' && state !== 'broken';

/** The losses of a run; null while nothing is known of them. */
export function lossesOf({ details, losses, index }: ComparedRun): KnownLosses | null {
  if (details.value === null || losses.value === null) return null;
  const { record, history } = details.value;
  const { images } = record.dataset;
  const perEpoch = stepsPerEpoch({ images, batchSize: record.config.batchSize });
  return { index, history, stepsPerEpoch: perEpoch };
}
