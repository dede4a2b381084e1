import { type ErrorData, toErrorData } from '../../../src-shared/contract/errors.js';
import type { Search, Searches } from '../../state/searches.svelte.js';

/** Several things that the program is asked for, one after the other. */
export class InTurn<Request, Result> {
  readonly #ask: (request: Request, search: string) => Promise<Result>;
  readonly #searches: Searches;
  #results = $state.raw<readonly Result[]>([]);
  #length = $state(0);
  #error = $state.raw<ErrorData | null>(null);
  #running = $state(false);
  #search = $state.raw<Search | null>(null);
  #secondsLeft = $state<number | null>(null);
  #ticket = 0;

  constructor(ask: (request: Request, search: string) => Promise<Result>, searches: Searches) {
    this.#ask = ask;
    this.#searches = searches;
  }

  /** Those that are done, in their order. */
  get results(): readonly Result[] {
    return this.#results;
  }

  /** How many there are to be. */
  get length(): number {
    return this.#length;
  }

  get error(): ErrorData | null {
    return this.#error;
  }

  get running(): boolean {
    return this.#running;
  }

  /** The search for the digits of the one under way. */
  get search(): Search | null {
    return this.#search;
  }

  /** At the pace up to now; null before the first is done. */
  get secondsLeft(): number | null {
    return this.#secondsLeft;
  }

  /**
   * Never rejects: the error stands in `error`, beside the results that came before it.
   *
   * @returns all of them, or null where there was an error or somebody cancelled
   */
  async start(requests: readonly Request[]): Promise<readonly Result[] | null> {
    const ticket = this.#begin(requests.length);
    const begun = performance.now();
    try {
      for (const request of requests) {
        const result = await this.#searches.run((search) => {
          this.#search = search;
          return this.#ask(request, search.name);
        });
        if (ticket !== this.#ticket) return null;
        this.#results = [...this.#results, result];
        const each = (performance.now() - begun) / 1000 / this.#results.length;
        this.#secondsLeft = each * (requests.length - this.#results.length);
      }
      this.#end();
      return this.#results;
    } catch (error) {
      if (ticket !== this.#ticket) return null;
      this.#error = toErrorData(error);
      this.#end();
      return null;
    }
  }

  /** Keeps what is done; the one under way is dropped. */
  cancel(): void {
    this.#ticket++;
    this.#search?.stop();
    this.#end();
  }

  /** Cancels, and forgets what is done: it is of no use any more. */
  clear(): void {
    this.cancel();
    this.#results = [];
    this.#length = 0;
    this.#error = null;
  }

  #begin(length: number): number {
    this.#search?.stop();
    this.#results = [];
    this.#length = length;
    this.#error = null;
    this.#running = true;
    this.#secondsLeft = null;
    return ++this.#ticket;
  }

  #end(): void {
    this.#running = false;
    this.#search = null;
  }
}
