import type { ErrorData } from '../../src-shared/contract/errors.js';
import { runOfBest, shippedId } from '../../src-shared/contract/model-ids.js';
import type { RunSummary } from '../../src-shared/contract/run-views.js';
import { type Connection, wheneverOpen } from '../connection/connection.js';
import { Loadable } from './loadable.svelte.js';
import { type Model, modelsOf } from './models.js';

/** The list of runs, and the model that Digits and Numbers draw with. */
export class RunsState {
  readonly #call: Connection['call'];
  readonly #list = new Loadable<RunSummary[]>();
  #chosen = $state<string | null>(null);

  /** @param chosen the model that was used the last time */
  constructor(connection: Connection, chosen: string | null) {
    this.#call = connection.call;
    this.#chosen = chosen;
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

  /** What can draw digits: the runs' last generators, each with that of its best epoch. */
  get models(): readonly Model[] {
    return (this.list ?? []).flatMap(modelsOf);
  }

  /**
   * The model to draw with: the one used last, which only a person changes. A best epoch that is now
   * the last one is the run's. Before any was used it is the one that comes with the program, or
   * where there is none the one whose digits were most legible.
   */
  get model(): Model | null {
    const chosen = this.#chosen ?? '';
    const model = this.findModel(chosen) ?? this.findModel(runOfBest(chosen) ?? '');
    return model ?? this.readyMade ?? mostLegible(this.models);
  }

  /** The model that comes with the program; null where it is missing. */
  get readyMade(): Model | null {
    return this.findModel(shippedId);
  }

  findModel(id: string): Model | null {
    return this.models.find((model) => model.id === id) ?? null;
  }

  /** What draws of a run: its last epoch, its best. */
  modelsOf(run: string): Model[] {
    return this.models.filter((model) => model.run.id === run);
  }

  find(id: string): RunSummary | null {
    return this.list?.find((run) => run.id === id) ?? null;
  }

  /** Whether a run of the data directory has this name. */
  isTaken(name: string): boolean {
    return this.list?.some((run) => run.place === 'data' && run.name === name) ?? false;
  }

  /** The id of the model that was used last, there or not; null before any was. */
  get chosen(): string | null {
    return this.#chosen;
  }

  /** Chooses the model of Digits and Numbers. */
  choose(id: string): void {
    this.#chosen = id;
  }

  refresh(): Promise<void> {
    return this.#list.load(() => this.#call['runs.list']({}));
  }
}

/** One that has had no whole epoch comes last; of those alike, the latest is taken. */
function mostLegible(models: readonly Model[]): Model | null {
  const worth = ({ epoch, run }: Model) => (epoch === 0 ? -1 : (run.best?.legible ?? 0));
  const [best = null] = models.toSorted((a, b) => worth(b) - worth(a));
  return best;
}
