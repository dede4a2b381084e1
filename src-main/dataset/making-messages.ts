import type { ErrorData } from '../../src-shared/contract/errors.js';
import type { VerifiedState } from './inspect-dataset.js';
import type { DatasetProgress } from './progress.js';

/** `make` what is missing; `mend`: read every byte first; `verify`: read every byte. */
export type MakingKind = 'make' | 'mend' | 'verify';

/** What a thread that makes is to do. */
export interface MakingTask {
  /** Of the data set. */
  readonly folder: string;
  readonly kind: MakingKind;
  /** Threads that make strips. */
  readonly workers: number;
}

/** What it tells; any message to it ends it after the shards under way. */
export type MakingAnswer =
  | { readonly kind: 'progress'; readonly progress: DatasetProgress }
  /** Not finished where it was stopped. */
  | { readonly kind: 'made'; readonly finished: boolean }
  /** Of what was looked at, where it was stopped. */
  | { readonly kind: 'verified'; readonly state: VerifiedState }
  | { readonly kind: 'failed'; readonly error: ErrorData };
