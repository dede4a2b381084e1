import type { EpochQuality } from './evaluation.js';
import type { BestEpoch, RecognisedImages, RunRecord, RunState } from './runs.js';

export interface RunSummary {
  /** What commands call it by: its name in the data directory, else an id: see `isRunId`. */
  readonly id: string;
  readonly name: string;
  /** To show and to type; a page can't ask for it. */
  readonly folder: string;
  /** `shipped`: comes with the program, which neither changes nor deletes it. */
  readonly place: 'data' | 'opened' | 'shipped';
  /**
   * `interrupted`: says it trains, but no process does. `broken`: its record can't be read. `foreign`: no run
   * but a model from elsewhere, of which there are the networks alone.
   */
  readonly state: RunState | 'interrupted' | 'broken' | 'foreign';
  /** The program that a foreign model comes from; null for runs. */
  readonly madeWith: 'Keras' | 'TensorFlow.js' | null;
  /** What is wrong with a broken run, in a sentence; null for the others. */
  readonly problem: string | null;
  readonly preset: string;
  /** What its generator can be asked for; null for a gan, which draws what comes. */
  readonly labels: readonly number[] | null;
  /** ISO 8601. */
  readonly createdAt: string;
  readonly updatedAt: string;
  readonly epoch: number;
  readonly step: number;
  readonly epochs: number;
  /** Whether a generator has been saved. */
  readonly hasModel: boolean;
  /** The last epoch with a picture, 0 for the one from before the training; null without any. */
  readonly lastPicture: number | null;
  /** The epoch whose digits were best; null when none was measured. */
  readonly best: BestEpoch | null;
  /** Whether the generator of that epoch is there. */
  readonly hasBest: boolean;
}

export interface RunDetails {
  readonly summary: RunSummary;
  readonly record: RunRecord;
  /** Rows of history.csv. */
  readonly history: readonly HistoryRow[];
  /** The epochs that have a picture, ascending; 0 is before the training. */
  readonly pictures: readonly number[];
}

/** One row of history.csv; losses are means over the epoch, seconds the epoch's own. */
export interface HistoryRow {
  readonly epoch: number;
  readonly step: number;
  /** Images seen since the training began. */
  readonly images: number;
  readonly generatorLoss: number;
  readonly discriminatorLoss: number;
  readonly seconds: number;
  /** Null where it was not measured. */
  readonly quality: EpochQuality | null;
}

/** Element i belongs to step i + 1. */
export interface RunLosses {
  readonly stepsPerEpoch: number;
  readonly generator: Float32Array;
  readonly discriminator: Float32Array;
}

export interface RunFile {
  readonly name: string;
  readonly bytes: Uint8Array;
}

export interface ModelFolders {
  /** Holds model.json and the weights of the generator; of a model from elsewhere it may be a file of Keras. */
  readonly generatorFolder: string;
  /** The same of the discriminator; null where there is none. */
  readonly discriminatorFolder: string | null;
  /** Null for a generator folder that belongs to no run. */
  readonly runFolder: string | null;
}

export interface FoundModel extends ModelFolders {
  /** What it can be asked for; null for a gan, which draws what comes. */
  readonly labels: readonly number[] | null;
  /** What the recogniser says of the images it learnt from; null for MNIST, and where that is not known. */
  readonly recognised: RecognisedImages | null;
  /** A sentence when its weights are not those that were saved, else null: it draws all the same. */
  readonly damage: string | null;
}
