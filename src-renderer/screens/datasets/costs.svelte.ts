import { type FormatName, formatNames } from '../../../src-shared/config/data-sets.js';
import type { DatasetCosts, DatasetRequest } from '../../../src-shared/contract/data-sets.js';
import type { ErrorData } from '../../../src-shared/contract/errors.js';
import { Loadable } from '../../state/loadable.svelte.js';

/** Milliseconds that typing is waited for. */
const settle = 350;

export interface CostQuestion {
  readonly request: DatasetRequest;
  readonly place?: string;
}

/** What the data set of a form would be, and why it can't be made: follows what a person sets. */
export class Costs {
  readonly #ask: (question: CostQuestion) => Promise<DatasetCosts>;
  readonly #answer = new Loadable<{ readonly key: string; readonly costs: DatasetCosts }>();
  /** Of the question that was answered last, well or not. */
  #answered = $state('');
  #key = $state('');
  #pause: ReturnType<typeof setTimeout> | undefined;

  constructor(ask: (question: CostQuestion) => Promise<DatasetCosts>) {
    this.#ask = ask;
  }

  /** Of what was asked last; null until it is known. */
  get known(): DatasetCosts | null {
    const { value } = this.#answer;
    return value?.key === this.#key && this.error === null ? value.costs : null;
  }

  /** Why what was asked last can't be made; null until that is known, too. */
  get error(): ErrorData | null {
    return this.#answered === this.#key ? this.#answer.error : null;
  }

  /** The part of `error` that belongs to a format's place. */
  get formatProblem(): { readonly format: FormatName; readonly text: string } | null {
    const format = formatNames.find((name) => name === this.error?.details.format);
    return format === undefined || this.error === null
      ? null
      : { format, text: this.error.message };
  }

  /** What is known is not asked again; what could not be told is. */
  ask(question: CostQuestion): void {
    const key = JSON.stringify(question);
    if (key === this.#key && this.error === null) return;
    this.#key = key;
    clearTimeout(this.#pause);
    this.#pause = setTimeout(() => void this.#load(question, key), settle);
  }

  close(): void {
    clearTimeout(this.#pause);
  }

  async #load(question: CostQuestion, key: string): Promise<void> {
    await this.#answer.load(async () => ({ key, costs: await this.#ask(question) }));
    if (this.#key === key) this.#answered = key;
  }
}
