import type { ErrorData } from '../../src-shared/contract/errors.js';
import type { SharedBank } from '../bank/bank.js';
import type { Plan } from './plan.js';

/** What a worker is to make shards of. */
export interface WorkerTask {
  /** Of the data set. */
  readonly folder: string;
  readonly plan: Plan;
  readonly bank: SharedBank;
}

/** What a worker tells: that it waits for a shard, that one is whole, or why none will be. */
export type WorkerAnswer =
  | { readonly kind: 'ready' }
  | { readonly kind: 'made'; readonly strips: number }
  | { readonly kind: 'failed'; readonly error: ErrorData };
