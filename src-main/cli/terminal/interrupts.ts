import { type Cli, exitCodes, Interrupted } from '../cli.js';

/** Ctrl-C and SIGTERM while a command works: the first asks it to end, the second ends it. */
export interface Interrupts {
  /** Aborts at the first. */
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
  const first = new AbortController();
  const interrupt = () => {
    if (first.signal.aborted) {
      kill();
      cli.exit(exitCodes.interrupted);
    } else {
      first.abort();
    }
  };
  cli.signals.on('SIGINT', interrupt);
  cli.signals.on('SIGTERM', interrupt);
  return {
    signal: first.signal,
    race: (work) => raceAbort(work, first.signal),
    dispose() {
      cli.signals.off('SIGINT', interrupt);
      cli.signals.off('SIGTERM', interrupt);
    },
  };
}

async function raceAbort<Value>(work: Promise<Value>, signal: AbortSignal): Promise<Value> {
  const settled = new AbortController();
  const aborted = new Promise<never>((_, reject) => {
    const fail = () => reject(new Interrupted());
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
