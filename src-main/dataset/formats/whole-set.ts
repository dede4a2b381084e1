import type { SplitName } from '../../../src-shared/config/data-sets.js';
import type { Part } from './part.js';

/** What a shard keeps of each strip for the files that tell of all of them. */
export interface StripRecord {
  readonly key: string;
  readonly text: string;
  /** In pixels. */
  readonly width: number;
  readonly height: number;
  /** Left, top, width and height of each character's ink in pixels; null for a blank. */
  readonly boxes: readonly (readonly [number, number, number, number] | null)[];
  /** How far down the line of writing lies at the left and right edge, in pixels. */
  readonly baseline: readonly [number, number];
}

/** The one file of a part of a shard. */
export interface MadeFile {
  /** Strips in it. */
  readonly count: number;
  /** So many bytes from a place on. @throws AppError INVALID_DATA where the file ends before */
  read(from: number, count: number): Promise<Uint8Array>;
}

/** A data set all of whose shards are there. */
export interface WholeSet {
  /** Parts with strips, and how many those are. */
  readonly splits: readonly SplitName[];
  readonly counts: Readonly<Record<SplitName, number>>;
  /** All characters that are written, in their order. */
  readonly characters: readonly string[];
  /** The strips of a part, one after the other. */
  records(split: SplitName): AsyncIterable<StripRecord>;
  /**
   * The lines that a format wrote of the strips of a part, as they are and without what ends each; some at a
   * time, and at least one: to wait for each takes longer than what is done with it.
   */
  lines(part: Part, split: SplitName): AsyncIterable<readonly string[]>;
  /** What a format wrote of each shard in one file, in their order; each is read before the next is asked for. */
  files(part: Part, split: SplitName): AsyncIterable<MadeFile>;
}

/** A file that tells of all strips. */
export interface WholeFile {
  /** Relative to the data set's folder. */
  readonly path: string;
  readonly content: Iterable<string | Uint8Array> | AsyncIterable<string | Uint8Array>;
}
