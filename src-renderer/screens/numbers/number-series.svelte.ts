import type { ComposingConfig } from '../../../src-shared/config/composing.js';
import type { ComposedNumber } from '../../../src-shared/contract/drawings.js';
import { type ErrorData, toErrorData } from '../../../src-shared/contract/errors.js';
import { seriesConfigs } from './series-configs.js';

interface SeriesRequest {
  readonly model: string;
  readonly config: ComposingConfig;
}

export interface SeriesNumber {
  readonly config: ComposingConfig;
  readonly number: ComposedNumber;
}

/** Numbers of 1 to 15 digits, one after the other. */
export class NumberSeries {
  readonly #compose: (request: SeriesRequest) => Promise<ComposedNumber>;
  #numbers = $state.raw<readonly SeriesNumber[]>([]);
  #request = $state.raw<SeriesRequest | null>(null);
  #error = $state.raw<ErrorData | null>(null);
  #running = $state(false);
  #ticket = 0;

  constructor(compose: (request: SeriesRequest) => Promise<ComposedNumber>) {
    this.#compose = compose;
  }

  /** Those that are done, the shortest first. */
  get numbers(): readonly SeriesNumber[] {
    return this.#numbers;
  }

  /** The run that draws them; empty before the first start. */
  get model(): string {
    return this.#request?.model ?? '';
  }

  get error(): ErrorData | null {
    return this.#error;
  }

  get running(): boolean {
    return this.#running;
  }

  /** Whether the numbers shown are another model's, or laid out differently. */
  isOutdated({ model, config }: SeriesRequest): boolean {
    if (this.#request === null) return false;
    const [now, then] = [seriesConfigs(config), seriesConfigs(this.#request.config)];
    return model !== this.#request.model || JSON.stringify(now) !== JSON.stringify(then);
  }

  /** Never rejects: the error stands in `error`, beside the numbers that came before it. */
  async start(request: SeriesRequest): Promise<void> {
    const ticket = ++this.#ticket;
    this.#request = request;
    this.#numbers = [];
    this.#error = null;
    this.#running = true;
    try {
      for (const config of seriesConfigs(request.config)) {
        const number = await this.#compose({ model: request.model, config });
        if (ticket !== this.#ticket) return;
        this.#numbers = [...this.#numbers, { config, number }];
      }
    } catch (error) {
      if (ticket !== this.#ticket) return;
      this.#error = toErrorData(error);
    }
    this.#running = false;
  }

  /** Keeps what is done; the number under way is dropped. */
  cancel(): void {
    this.#ticket++;
    this.#running = false;
  }
}
