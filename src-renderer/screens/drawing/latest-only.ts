/**
 * Does one piece of work at a time. Of what is asked for meanwhile only the latest is done: the
 * engine may be in the midst of a training step, and nothing is gained by a queue before it.
 */
export class LatestOnly<Request> {
  readonly #work: (request: Request) => Promise<void>;
  #next: { readonly request: Request } | null = null;
  #working: Promise<void> | null = null;

  /** @param work never rejects */
  constructor(work: (request: Request) => Promise<void>) {
    this.#work = work;
  }

  /** Settles when there is nothing left to do. */
  ask(request: Request): Promise<void> {
    this.#next = { request };
    this.#working ??= this.#workOff();
    return this.#working;
  }

  /** Forgets what waits. The work under way goes on. */
  forget(): void {
    this.#next = null;
  }

  async #workOff(): Promise<void> {
    for (let next = this.#next; next !== null; next = this.#next) {
      this.#next = null;
      await this.#work(next.request);
    }
    this.#working = null;
  }
}
