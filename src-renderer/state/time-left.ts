/** Seconds over which older estimates are forgotten. */
const memory = 20;

/**
 * The time that work will still take, from estimates of its last few steps, which jump: what was told
 * before runs down like a clock, and each estimate moves it a little.
 */
export class TimeLeft {
  #seconds: number | null = null;
  #at = 0;
  #begun = 0;

  /** Null before the first estimate. */
  get seconds(): number | null {
    return this.#seconds;
  }

  /** @param times an estimate in seconds, and when it was made, in milliseconds */
  hear({ estimate, now }: { estimate: number; now: number }): void {
    if (this.#seconds === null) {
      this.#begun = now;
      this.#seconds = estimate;
    } else {
      const passed = (now - this.#at) / 1000;
      const known = Math.min(memory, (now - this.#begun) / 1000);
      const weight = 1 - Math.exp(-passed / Math.max(1, known));
      const expected = Math.max(0, this.#seconds - passed);
      this.#seconds = expected + weight * (estimate - expected);
    }
    this.#at = now;
  }

  /** The clock stands still: what comes after a pause, or of another training, begins anew. */
  forget(): void {
    this.#seconds = null;
  }
}
