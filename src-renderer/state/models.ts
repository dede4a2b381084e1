import { type ModelKind, modelId } from '../../src-shared/contract/model-ids.js';
import type { RunSummary } from '../../src-shared/contract/run-views.js';
import { formatCount, formatInteger } from '../format.js';

/** A generator to draw with. */
export interface Model {
  /** What commands call it by. */
  readonly id: string;
  readonly kind: ModelKind;
  /** As it was when the list was read. */
  readonly run: RunSummary;
  /** "evening", "evening (epoch 7)" */
  readonly name: string;
  /** The epoch and the step after which it was saved. */
  readonly epoch: number;
  readonly step: number;
}

/** The generators that a run has: its last one, and that of its best epoch where it is another. */
export function modelsOf(run: RunSummary): Model[] {
  const { id, name, best, hasBest, hasModel, state, epoch, step } = run;
  // Of a broken run nobody knows what its generator is.
  if (!hasModel || state === 'broken') return [];
  const last: Model = { id, kind: 'last', run, name, epoch, step };
  if (best === null || !hasBest || best.step === step) return [last];
  const bestOne: Model = {
    id: modelId(id, 'best'),
    kind: 'best',
    run,
    name: `${name} (epoch ${formatInteger(best.epoch)})`,
    epoch: best.epoch,
    step: best.step,
  };
  return [last, bestOne];
}

/** How long a run's generator has learned: "9 epochs", "best epoch (7)". */
export const learnedWords = ({ kind, epoch }: Pick<Model, 'kind' | 'epoch'>): string =>
  kind === 'best' ? `best epoch (${formatInteger(epoch)})` : formatCount(epoch, 'epoch');
