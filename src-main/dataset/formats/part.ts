import type { MadeSample } from '../sample-maker.js';
import type { Shard } from '../shards.js';

/** A strip with its picture's file. */
export interface PictureSample extends MadeSample {
  readonly key: string;
  /** PNG of 8-bit grey. */
  readonly png: Uint8Array;
}

/** What is written of each shard. */
export interface Part {
  readonly name: string;
  /** Whether all strips are in one file; else each has its own. */
  readonly isOneFile: boolean;
  /** Relative to the data set's folder, with / between names. */
  paths(shard: Shard): string[];
  /** What a strip adds: its file, or what follows the strip before it in the one file. */
  piece(sample: PictureSample): Uint8Array;
  /** What the one file ends with. */
  readonly end?: Uint8Array;
}
