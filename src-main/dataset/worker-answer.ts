import type { ErrorData } from '../../src-shared/contract/errors.js';

/** What a worker is to make shards of. */
export interface WorkerTask {
  /** Of the data set. */
  readonly folder: string;
  /** What its bank is called here; undefined is by its name. */
  readonly bank: string | undefined;
}

/** What a worker tells: that it waits for a shard, or why it does not. */
export type WorkerAnswer =
  | { readonly kind: 'ready' }
  | { readonly kind: 'made'; readonly strips: number }
  | { readonly kind: 'failed'; readonly error: ErrorData };
