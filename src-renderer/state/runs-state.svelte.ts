import type { ErrorData } from '../../src-shared/contract/errors.js';
import type { RunSummary } from '../../src-shared/contract/run-views.js';
import { type Connection, wheneverOpen } from '../connection/connection.js';
import { Loadable } from './loadable.svelte.js';

/** The list of runs, and the model that Digits and Numbers draw with. */
export class RunsState {
  readonly #call: Connection['call'];
  readonly #list = new Loadable<RunSummary[]>();
  #chosen = $state<string | null>(null);

  constructor(connection: Connection) {
    this.#call = connection.call;
    connection.onEvent(({ kind }) => {
      if (kind === 'runs') void this.refresh();
    });
    wheneverOpen(connection, () => this.refresh());
  }

  /** The latest first; null before it has been read. */
  get list(): readonly RunSummary[] | null {
    return this.#list.value;
  }

  get error(): ErrorData | null {
    return this.#list.error;
  }

  /** The runs that can draw digits. */
  get models(): readonly RunSummary[] {
    return (this.list ?? []).filter(({ hasModel, state }) => hasModel && state !== 'broken');
  }

  /** The run to draw with: the one chosen, else the latest that has a model. */
  get model(): RunSummary | null {
    return this.models.find(({ id }) => id === this.#chosen) ?? this.models[0] ?? null;
  }

  find(id: string): RunSummary | null {
    return this.list?.find((run) => run.id === id) ?? null;
  }

  /** Chooses the model of Digits and Numbers. */
  choose(id: string): void {
    this.#chosen = id;
  }

  refresh(): Promise<void> {
    return this.#list.load(() => this.#call['runs.list']({}));
  }
}
