import type { DatasetEvent } from './data-sets.js';
import type { ErrorData } from './errors.js';
import type { EvaluationProgress } from './evaluation.js';
import type { Preparation } from './events.js';
import type { SearchProgress } from './searches.js';
import type { TrainingSnapshot } from './training-views.js';

/**
 * What a page is told without asking, a union on `kind`. Every page hears the same. Steps come in
 * bundles, at most ten a second.
 */
export type AppEvent =
  /** A training began, paused, went on or ended (null). */
  | { readonly kind: 'training'; readonly training: TrainingSnapshot | null }
  | {
      readonly kind: 'steps';
      readonly run: string;
      readonly epoch: number;
      /** The last one; the first is step − losses.length + 1. */
      readonly step: number;
      readonly imagesPerSecond: number;
      readonly secondsLeft: number;
      readonly generatorLosses: Float32Array;
      readonly discriminatorLosses: Float32Array;
    }
  /** An epoch is done, its picture on disk. The losses are means over its steps. */
  | {
      readonly kind: 'epoch';
      readonly run: string;
      readonly epoch: number;
      readonly step: number;
      readonly generatorLoss: number;
      readonly discriminatorLoss: number;
      readonly seconds: number;
    }
  /** What the generator draws before its first epoch is done: a grid as an epoch's, a PNG. */
  | {
      readonly kind: 'preview';
      readonly run: string;
      /** 0: it has learned nothing yet. */
      readonly step: number;
      readonly picture: Uint8Array;
    }
  | { readonly kind: 'warning'; readonly run: string; readonly message: string }
  /** A training was asked for and begins when this is done. */
  | ({ readonly kind: 'preparing' } & Preparation)
  | {
      readonly kind: 'ended';
      readonly run: string;
      readonly name: string;
      readonly state: 'finished' | 'stopped';
      readonly epoch: number;
      readonly step: number;
    }
  /** The training ended with an error; `ENGINE_DIED` when its process did. A resume goes on. */
  | {
      readonly kind: 'failed';
      readonly run: string;
      readonly name: string;
      readonly error: ErrorData;
    }
  | {
      readonly kind: 'engine';
      readonly state: 'starting' | 'ready' | 'died';
      readonly error: ErrorData | null;
    }
  /** How far a search for digits is, of those given a name: at most five times a second. */
  | ({ readonly kind: 'search' } & SearchProgress)
  /** How far an evaluation is, of those given a name; as often. */
  | ({ readonly kind: 'evaluation' } & EvaluationProgress)
  /** The list of runs has changed. */
  | { readonly kind: 'runs' }
  /** How far a data set is. */
  | DatasetEvent
  /** The list of data sets has changed. */
  | { readonly kind: 'datasets' };

/** What the desktop's menu asks of the page. */
export interface MenuEvent {
  readonly kind: 'menu';
  readonly action:
    | 'train'
    | 'digits'
    | 'numbers'
    | 'data-sets'
    | 'models'
    | 'engine'
    | 'save'
    | 'copy'
    | 'start-or-stop'
    | 'pause-or-continue'
    | 'open-run'
    | 'shortcuts';
}

/** A folder was opened from outside the page (the menu, a drop on the dock). */
interface OpenedEvent {
  readonly kind: 'opened';
  readonly run: string | null;
  readonly error: ErrorData | null;
}

export type DesktopEvent = MenuEvent | OpenedEvent;
