import { type ModelKind, modelId } from '../../src-shared/contract/model-ids.js';
import type { RunSummary } from '../../src-shared/contract/run-views.js';
import { formatCount, formatInteger, formatPercent } from '../format.js';

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

/** How long a run's generator has learned, or whose it is: "9 epochs", "best epoch (7)", "made with Keras". */
export function learnedWords({ kind, epoch, run }: Pick<Model, 'kind' | 'epoch' | 'run'>): string {
  if (run.madeWith !== null) return `made with ${run.madeWith}`;
  return kind === 'best' ? `best epoch (${formatInteger(epoch)})` : formatCount(epoch, 'epoch');
}

/** Whether a model writes what it is asked for, in hands; others draw what comes. */
export const knowsHands = (model: Pick<Model, 'run'> | null): boolean =>
  (model?.run.labels ?? null) !== null;

/** A generator that has had fewer epochs draws much that only a recogniser takes for a digit. */
const fewEpochs = 3;
/** Share of legible digits from which a model's digits are called legible. */
const legibleEnough = 0.8;

/**
 * Why a model's digits may be hard to read, as a sentence; null where nothing speaks for it. That a
 * recogniser is sure of a digit does not help: it knows no blobs.
 */
export function doubtOf({ epoch, run }: Pick<Model, 'epoch' | 'run'>): string | null {
  // Of a model from elsewhere nobody knows.
  if (run.madeWith !== null) return null;
  const { best } = run;
  if (epoch < fewEpochs) {
    const had = epoch === 0 ? 'no whole epoch' : formatCount(epoch, 'epoch');
    return `This model has had ${had}: its digits may be hard to read.`;
  }
  if (best === null || best.legible >= legibleEnough) return null;
  return `At its best ${formatPercent(best.legible)} of this model’s digits were legible: they may be hard to read.`;
}
