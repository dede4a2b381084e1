import type { ErrorData } from './errors.js';
import type { EpochQuality } from './evaluation.js';
import type { RecogniserProgress } from './recognisers.js';
import type {
  BestEpoch,
  DatasetRecord,
  EngineRecord,
  ProgressGrid,
  RunRecord,
  RunState,
} from './runs.js';

interface Losses {
  /** From 1. */
  readonly epoch: number;
  /** Steps done since the run began. */
  readonly step: number;
  readonly generatorLoss: number;
  readonly discriminatorLoss: number;
  /** Of this session's last seconds. */
  readonly imagesPerSecond: number;
}

/** How far the images have been looked at that a training will use. */
export interface Preparation {
  /** 0 to 1. */
  readonly share: number;
  /** Null as long as it can't be told. */
  readonly secondsLeft: number | null;
}

/**
 * What a training tells while it runs, a union on `kind`. `run` is the name of the run folder's
 * record; every event of one run carries it once it has begun. A recogniser's training is no run.
 */
export type TrainingEvent =
  /** How far what comes before a training begins is; told only where that takes seconds. */
  | ({ readonly kind: 'preparing' } & Preparation)
  | {
      readonly kind: 'started';
      readonly run: string;
      readonly folder: string;
      readonly resumed: boolean;
      readonly preset: RunRecord['preset'];
      readonly recipe: RunRecord['recipe'];
      readonly config: RunRecord['config'];
      readonly dataset: DatasetRecord;
      readonly engine: EngineRecord;
      readonly epoch: number;
      readonly step: number;
      readonly epochs: number;
      readonly stepsPerEpoch: number;
      readonly progressGrid: ProgressGrid;
    }
  | ({ readonly kind: 'step'; readonly run: string; readonly secondsLeft: number } & Losses)
  | ({
      readonly kind: 'epoch';
      readonly run: string;
      /** Seen since the run began. */
      readonly images: number;
      /** Means over the epoch's steps stand in generatorLoss and discriminatorLoss. */
      readonly seconds: number;
      readonly rows: number;
      readonly columns: number;
      /** The epoch's digits, [rows · columns, 28, 28] grey levels. Not printed as JSON. */
      readonly digits: Uint8Array;
      /** Null where it could not be measured. */
      readonly quality: EpochQuality | null;
      /** In words, as long as it lasts; the first time a warning says the same. */
      readonly collapse: string | null;
    } & Losses)
  /** What the generator draws before its first epoch is done: at step 0, then every few seconds. */
  | {
      readonly kind: 'preview';
      readonly run: string;
      readonly step: number;
      readonly rows: number;
      readonly columns: number;
      /** As an epoch's. Not printed as JSON. */
      readonly digits: Uint8Array;
    }
  | ({ readonly kind: 'recogniser' } & RecogniserProgress)
  | { readonly kind: 'checkpoint'; readonly run: string; readonly step: number }
  /** Waits since this step, which a checkpoint holds. */
  | { readonly kind: 'paused'; readonly run: string; readonly step: number }
  | { readonly kind: 'continued'; readonly run: string; readonly step: number }
  | {
      readonly kind: 'warning';
      readonly run: string;
      readonly message: string;
      /** What a shell may show in a way of its own. */
      readonly about?: 'collapse' | 'images' | 'beginning';
    }
  | {
      readonly kind: 'finished';
      readonly run: string;
      readonly folder: string;
      readonly state: RunState;
      readonly epoch: number;
      readonly step: number;
      readonly best: BestEpoch | null;
    }
  | { readonly kind: 'failed'; readonly run: string; readonly error: ErrorData };
