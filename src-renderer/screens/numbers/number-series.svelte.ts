import type { ComposingConfig } from '../../../src-shared/config/composing.js';
import type { ComposedNumber } from '../../../src-shared/contract/drawings.js';
import { type ErrorData, toErrorData } from '../../../src-shared/contract/errors.js';
import type { Search, Searches } from '../../state/searches.svelte.js';

interface NumberRequest {
  readonly model: string;
  readonly config: ComposingConfig;
}

interface SeriesRequest {
  readonly model: string;
  readonly configs: readonly ComposingConfig[];
}

export interface SeriesNumber {
  readonly config: ComposingConfig;
  readonly number: ComposedNumber;
}

/** Several numbers, one after the other. */
export class NumberSeries {
  readonly #compose: (request: NumberRequest, search: string) => Promise<ComposedNumber>;
  readonly #searches: Searches;
  #numbers = $state.raw<readonly SeriesNumber[]>([]);
  #request = $state.raw<SeriesRequest | null>(null);
  #error = $state.raw<ErrorData | null>(null);
  #running = $state(false);
  #search = $state.raw<Search | null>(null);
  #ticket = 0;

  constructor(
    compose: (request: NumberRequest, search: string) => Promise<ComposedNumber>,
    searches: Searches,
  ) {
    this.#compose = compose;
    this.#searches = searches;
  }

  /** Those that are done, in their order. */
  get numbers(): readonly SeriesNumber[] {
    return this.#numbers;
  }

  /** How many there are to be. */
  get length(): number {
    return this.#request?.configs.length ?? 0;
  }

  /** What draws them; empty before the first start. */
  get model(): string {
    return this.#request?.model ?? '';
  }

  get error(): ErrorData | null {
    return this.#error;
  }

  get running(): boolean {
    return this.#running;
  }

  /** The search for the digits of the number under way. */
  get search(): Search | null {
    return this.#search;
  }

  /** Whether the numbers shown are others than these. */
  isOutdated(request: SeriesRequest): boolean {
    return this.#request !== null && JSON.stringify(request) !== JSON.stringify(this.#request);
  }

  /** Never rejects: the error stands in `error`, beside the numbers that came before it. */
  async start(request: SeriesRequest): Promise<void> {
    const ticket = ++this.#ticket;
    const { model, configs } = request;
    this.#request = request;
    this.#numbers = [];
    this.#error = null;
    this.#running = true;
    try {
      for (const config of configs) {
        const number = await this.#searches.run((search) => {
          this.#search = search;
          return this.#compose({ model, config }, search.name);
        });
        if (ticket !== this.#ticket) return;
        this.#numbers = [...this.#numbers, { config, number }];
      }
    } catch (error) {
      if (ticket !== this.#ticket) return;
      this.#error = toErrorData(error);
    }
    this.#running = false;
    this.#search = null;
  }

  /** Keeps what is done; the number under way is dropped. */
  cancel(): void {
    this.#ticket++;
    this.#running = false;
    this.#search?.stop();
    this.#search = null;
  }
}
