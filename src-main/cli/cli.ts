import { exitCodeOf, stopOf } from '../setup/stop-signals.mjs';
import type { Surroundings } from './surroundings.js';
import type { Output } from './terminal/output.js';

/** What every command is given. */
export interface Cli extends Surroundings {
  readonly output: Output;
  /** Sets the exit code of a command that ends without an error. */
  readonly finish: (code: number) => void;
}

/** 0 good, 1 failed, 2 wrong usage; an interruption has the code of its signal. */
export const exitCodes = { good: 0, failed: 1, wrongUsage: 2 } as const;

/** A signal ended the command before its work was done. */
export class Interrupted extends Error {
  override readonly name = 'Interrupted';

  readonly exitCode: number;

  /** @param by what has aborted with the wish to stop */
  constructor(by: AbortSignal, message = 'Interrupted; nothing was written.') {
    super(message);
    this.exitCode = exitCodeOf(stopOf(by) ?? 'SIGINT');
  }
}
