/** Work that is asked for often and done seldom. */
export interface Paced {
  /** Has it done soon. */
  request(): void;
  stop(): void;
}

/**
 * Does work at most once in `interval` milliseconds, and never so often that it takes more than a
 * fifth of the time.
 */
export function paced(work: () => void, interval: number): Paced {
  let timer: ReturnType<typeof setTimeout> | undefined;
  let next = 0;
  const run = () => {
    timer = undefined;
    const start = performance.now();
    next = start + interval; // for work that asks for itself again
    work();
    const took = performance.now() - start;
    next = start + Math.max(interval, 5 * took);
  };
  return {
    request() {
      timer ??= setTimeout(run, Math.max(0, next - performance.now()));
    },
    stop() {
      clearTimeout(timer);
      timer = undefined;
    },
  };
}
