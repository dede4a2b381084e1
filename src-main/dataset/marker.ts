import { join } from 'node:path';
import { writeJsonDurably } from '../files/durable-files.js';
import { type Shard, shardName } from './shards.js';
import type { Counts } from './tally.js';

/** Says that a shard is whole. It is written last. */
export interface Marker extends Counts {
  /** SHA-256 of the plan that the shard belongs to. */
  readonly plan: string;
  readonly first: number;
  readonly count: number;
  /** Of all pictures and masks, one after the other: the same wherever they were packed. */
  readonly pixelsSha256: string;
  /** Each with its files' bytes, one file after the other. */
  readonly parts: readonly PartFacts[];
}

/** What a shard has of a part. */
export interface PartFacts {
  readonly name: string;
  readonly bytes: number;
  readonly sha256: string;
}

/** In the folder `shards`. */
export const markerName = (shard: Shard): string => `${shardName(shard)}.json`;

export const markerPath = (folder: string, shard: Shard): string =>
  join(folder, 'shards', markerName(shard));

export const writeMarker = (folder: string, shard: Shard, marker: Marker): Promise<unknown> =>
  writeJsonDurably(markerPath(folder, shard), marker);
