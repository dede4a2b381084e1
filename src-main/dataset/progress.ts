/** How far the work at a data set is, in strips; what tells of all of them is written last. */
export interface DatasetProgress {
  readonly doing: 'check' | 'make' | 'finish';
  readonly done: number;
  readonly total: number;
}

/** Who follows long work, and may end it. */
export interface Watch {
  /** Aborts as `watchStops` does. */
  readonly signal: AbortSignal;
  /** Is told the beginning of each kind of work too. */
  readonly onProgress: (progress: DatasetProgress) => void;
}
