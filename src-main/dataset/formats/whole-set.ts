import type { SplitName } from '../plan.js';

/** What a shard keeps of each strip for the files that tell of all of them. */
export interface StripRecord {
  readonly key: string;
  readonly text: string;
  /** In pixels. */
  readonly width: number;
  readonly height: number;
  /** Left, top, width and height of each character's ink in pixels; null for a blank. */
  readonly boxes: readonly (readonly [number, number, number, number] | null)[];
  /** Of each character, where it is asked for: see `runsOf`. */
  readonly runs?: readonly (readonly number[])[] | undefined;
}

/** A data set all of whose shards are there. */
export interface WholeSet {
  /** Parts with strips. */
  readonly splits: readonly SplitName[];
  /** All characters that are written, in their order. */
  readonly characters: readonly string[];
  /** The strips of a part, one after the other. */
  records(split: SplitName): AsyncIterable<StripRecord>;
}

/** A file that tells of all strips. */
export interface WholeFile {
  /** Relative to the data set's folder. */
  readonly path: string;
  readonly content: Iterable<string> | AsyncIterable<string>;
}
