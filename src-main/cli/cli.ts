import type { Surroundings } from './surroundings.js';
import type { Output } from './terminal/output.js';

/** What every command is given. */
export interface Cli extends Surroundings {
  readonly output: Output;
  /** Sets the exit code of a command that ends without an error. */
  readonly finish: (code: number) => void;
}

/** 0 good, 1 failed, 2 wrong usage, 130 interrupted. */
export const exitCodes = { good: 0, failed: 1, wrongUsage: 2, interrupted: 130 } as const;

/** Ctrl-C ended the command before its work was done. */
export class Interrupted extends Error {
  override readonly name = 'Interrupted';

  constructor(message = 'Interrupted; nothing was written.') {
    super(message);
  }
}
