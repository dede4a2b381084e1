import type { Service } from '../service/service.js';
import type { ensureEngine } from '../setup/engine.mjs';

export type TextStream = NodeJS.WritableStream & {
  readonly isTTY?: boolean;
  /** Width of the terminal in characters. */
  readonly columns?: number;
};

type StopSignal = 'SIGINT' | 'SIGTERM';

interface SignalSource {
  on(signal: StopSignal, listener: () => void): unknown;
  off(signal: StopSignal, listener: () => void): unknown;
}

/** What the command line touches outside itself; the tests give their own. */
export interface Surroundings {
  readonly stdout: TextStream;
  readonly stderr: TextStream;
  readonly signals: SignalSource;
  readonly openService: () => Promise<Service>;
  readonly ensureEngine: typeof ensureEngine;
  /** Ends the process at once: only for a second Ctrl-C. */
  readonly exit: (code: number) => void;
  /** Milliseconds. */
  readonly now: () => number;
}

/** Everything heavy is loaded on demand, so that help and wrong usage answer at once. */
export const processSurroundings: Surroundings = {
  stdout: process.stdout,
  stderr: process.stderr,
  signals: process,
  openService: async () => (await import('../service/service.js')).createService(),
  ensureEngine: async (options) => (await import('../setup/engine.mjs')).ensureEngine(options),
  exit: (code) => process.exit(code),
  now: Date.now,
};
