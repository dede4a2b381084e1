import type { DatasetRecord, EngineRecord, ProgressGrid, RunRecord } from './runs.js';

export interface StartedTraining {
  readonly run: string;
  readonly folder: string;
}

/** Where the training under way stands: all that a page opened in its midst needs. */
export interface TrainingSnapshot {
  /** The run's id. */
  readonly run: string;
  readonly name: string;
  readonly folder: string;
  readonly status: 'running' | 'pausing' | 'paused' | 'stopping';
  readonly preset: RunRecord['preset'];
  readonly recipe: RunRecord['recipe'];
  readonly config: RunRecord['config'];
  readonly dataset: DatasetRecord;
  readonly engine: EngineRecord;
  readonly progressGrid: ProgressGrid;
  readonly stepsPerEpoch: number;
  readonly epochs: number;
  /** The epoch under way, from 1. */
  readonly epoch: number;
  /** Steps done. */
  readonly step: number;
  readonly imagesPerSecond: number;
  /** Null before the first step. */
  readonly secondsLeft: number | null;
  /** How the generator has collapsed and what to do, as long as it is; null while its digits vary. */
  readonly collapse: string | null;
}
