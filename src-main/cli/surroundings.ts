import type { Service } from '../service/service.js';
import type { ensureEngine } from '../setup/engine.mjs';
import { exitAtOnce } from '../setup/exit-at-once.mjs';
import type { SignalSource } from '../setup/stop-signals.mjs';

export type TextStream = NodeJS.WritableStream & {
  readonly isTTY?: boolean;
  /** Width of the terminal in characters. */
  readonly columns?: number;
};

/** What the command line touches outside itself; the tests give their own. */
export interface Surroundings {
  readonly stdout: TextStream;
  readonly stderr: TextStream;
  /** Standard input, opened when it is asked for. */
  readonly stdin: () => AsyncIterable<Uint8Array>;
  /** The variables of the process, by which the programs that run many tasks number them. */
  readonly env: Readonly<Record<string, string | undefined>>;
  /** Each wish to stop once, however often its signal comes. */
  readonly signals: SignalSource;
  readonly openService: () => Promise<Service>;
  readonly ensureEngine: typeof ensureEngine;
  /** Ends the process at once: only for a second Ctrl-C. */
  readonly exit: (code: number) => void;
  /** Milliseconds. */
  readonly now: () => number;
}

/** Everything heavy is loaded on demand, so that help and wrong usage answer at once. */
export const processSurroundings = (signals: SignalSource): Surroundings => ({
  stdout: process.stdout,
  stderr: process.stderr,
  stdin: () => process.stdin,
  env: process.env,
  signals,
  openService: async () => (await import('../service/service.js')).createService(),
  ensureEngine: async (options) => (await import('../setup/engine.mjs')).ensureEngine(options),
  exit: exitAtOnce,
  now: Date.now,
});
