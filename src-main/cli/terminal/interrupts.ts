import { exitCodeOf, watchStops } from '../../setup/stop-signals.mjs';
import { type Cli, Interrupted } from '../cli.js';

/** Wishes to stop while a command works: the first asks it to end, the second ends it. */
export interface Interrupts {
  /** Aborts at the first; see `stopOf`. */
  readonly signal: AbortSignal;
  /** Settles as the work does, or rejects with Interrupted at the first. */
  race<Value>(work: Promise<Value>): Promise<Value>;
  dispose(): void;
}

interface InterruptOptions {
  /** What must not outlive the program when it ends at once. */
  readonly kill: () => void;
}

export function watchInterrupts(cli: Cli, { kill }: InterruptOptions): Interrupts {
  const stops = watchStops(cli.signals, {
    onAgain(signal) {
      kill();
      cli.exit(exitCodeOf(signal));
    },
  });
  return { ...stops, race: (work) => raceAbort(work, stops.signal) };
}

async function raceAbort<Value>(work: Promise<Value>, signal: AbortSignal): Promise<Value> {
  const settled = new AbortController();
  const aborted = new Promise<never>((_, reject) => {
    const fail = () => reject(new Interrupted(signal));
    if (signal.aborted) fail();
    // Let go of when the work is done: a long command races thousands of times.
    signal.addEventListener('abort', fail, { once: true, signal: settled.signal });
  });
  try {
    return await Promise.race([work, aborted]);
  } finally {
    settled.abort();
  }
}
