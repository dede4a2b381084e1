import { type ErrorData, toErrorData } from '../../src-shared/contract/errors.js';

/**
 * A value that a command fetches: what was loaded last, whether a newer one is under way, and what
 * went wrong. Of several loads the latest begun wins; its error leaves the older value in place.
 */
export class Loadable<Value> {
  #value = $state.raw<Value | null>(null);
  #error = $state.raw<ErrorData | null>(null);
  #loading = $state(false);
  #latest = 0;

  get value(): Value | null {
    return this.#value;
  }

  get error(): ErrorData | null {
    return this.#error;
  }

  get loading(): boolean {
    return this.#loading;
  }

  /** Never rejects: the error stands in `error`. */
  async load(fetch: () => Promise<Value>): Promise<void> {
    const ticket = ++this.#latest;
    this.#loading = true;
    try {
      const value = await fetch();
      if (ticket !== this.#latest) return;
      this.#value = value;
      this.#error = null;
    } catch (error) {
      if (ticket !== this.#latest) return;
      this.#error = toErrorData(error);
    }
    this.#loading = false;
  }
}
