import { LatestOnly } from './latest-only.js';

interface Manner {
  /** Milliseconds of one piece of work after which a person is told what it waits for. */
  readonly patience: number;
  /** Before a wish is worked at or waits for the one under way. */
  readonly onWish?: () => void;
}

/**
 * Work that follows what a person sets: one piece after the other, the last wish wins, and what was asked
 * last is not asked twice.
 */
export class Following<Request> {
  readonly #latest: LatestOnly<Request>;
  readonly #onWish: (() => void) | undefined;
  /** What was asked for last, and as a text to compare with. */
  #asked: { readonly request: Request; readonly key: string } | null = null;
  #busy = $state(false);
  #slow = $state(false);
  #pause: ReturnType<typeof setTimeout> | undefined;
  #patience: ReturnType<typeof setTimeout> | undefined;

  /** @param work keeps its own errors; what it is asked is plain data */
  constructor(work: (request: Request) => Promise<void>, { patience, onWish }: Manner) {
    this.#onWish = onWish;
    this.#latest = new LatestOnly(async (request) => {
      this.#patience = setTimeout(() => {
        this.#slow = true;
      }, patience);
      await work(request);
      this.#stopWaiting();
    });
  }

  /** Whether what was asked for last is on its way. */
  get busy(): boolean {
    return this.#busy;
  }

  /** Whether it takes so long that a person should hear why. */
  get slow(): boolean {
    return this.#slow;
  }

  /**
   * Works, unless exactly this was asked for last.
   *
   * @param delay milliseconds to wait for further changes
   */
  ask(request: Request, { delay = 0 }: { delay?: number } = {}): void {
    const key = JSON.stringify(request);
    if (key === this.#asked?.key) return;
    this.#asked = { request, key };
    this.#busy = true;
    clearTimeout(this.#pause);
    this.#pause = setTimeout(() => void this.#work(request), delay);
  }

  /** Does the same once more. */
  again(): void {
    if (this.#asked === null) return;
    this.#busy = true;
    void this.#work(this.#asked.request);
  }

  /** Nobody looks any longer. */
  close(): void {
    clearTimeout(this.#pause);
    this.#latest.forget();
    this.#stopWaiting();
  }

  async #work(request: Request): Promise<void> {
    this.#onWish?.();
    await this.#latest.ask(request);
    // Otherwise a newer one waits for its time.
    if (this.#asked?.request === request) this.#busy = false;
  }

  #stopWaiting(): void {
    clearTimeout(this.#patience);
    this.#slow = false;
  }
}
