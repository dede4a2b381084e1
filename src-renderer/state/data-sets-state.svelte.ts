import type { DatasetEvent, DatasetSummary } from '../../src-shared/contract/data-sets.js';
import { currentOf, isUnderWay } from '../../src-shared/contract/dataset-states.js';
import { type ErrorData, fromErrorData } from '../../src-shared/contract/errors.js';
import { type Connection, type ConnectionEvent, wheneverOpen } from '../connection/connection.js';
import { formatCount } from '../format.js';
import { endOf, withProgress } from './data-set-progress.js';
import { Loadable } from './loadable.svelte.js';
import type { Notices } from './notices.svelte.js';

type Call = Connection['call'];

/** The data sets there are, kept up by events, and what a person may do with them. */
export class DataSetsState {
  readonly #call: Call;
  readonly #notices: Notices;
  readonly #list = new Loadable<DatasetSummary[]>();
  /** What events have told since the list was read, by id. */
  #told = $state.raw<ReadonlyMap<string, DatasetEvent>>(new Map());
  #readings = 0;
  /** What this page began last: its result is shown beside the form. */
  #begun = $state<string | null>(null);

  constructor(connection: Connection, notices: Notices) {
    this.#call = connection.call;
    this.#notices = notices;
    connection.onEvent((event) => this.#hear(event));
    wheneverOpen(connection, () => this.refresh());
  }

  readonly #shown = $derived.by(
    () => this.#list.value?.map((set) => withProgress(set, this.#told.get(set.id))) ?? null,
  );

  /** The latest first; null before it has been read. */
  get list(): readonly DatasetSummary[] | null {
    return this.#shown;
  }

  get error(): ErrorData | null {
    return this.#list.error;
  }

  /** What the program works at, or null. */
  get current(): DatasetSummary | null {
    return currentOf(this.list ?? []);
  }

  /** What this page began last, until it is put aside. */
  get begun(): DatasetSummary | null {
    return this.find(this.#begun ?? '');
  }

  putAside(): void {
    this.#begun = null;
  }

  find(id: string): DatasetSummary | null {
    return this.list?.find((set) => set.id === id) ?? null;
  }

  /** These reject with an AppError, which belongs where the button is. */
  async start(request: Parameters<Call['dataset.start']>[0]): Promise<string> {
    const { dataset } = await this.#call['dataset.start'](request);
    this.#begun = dataset;
    await this.refresh();
    return dataset;
  }

  pause(dataset: string): Promise<void> {
    return this.#call['dataset.pause']({ dataset });
  }

  resume(dataset: string): Promise<void> {
    return this.#call['dataset.resume']({ dataset });
  }

  cancel(dataset: string): Promise<void> {
    return this.#call['dataset.cancel']({ dataset });
  }

  mend(dataset: string): Promise<void> {
    return this.#call['dataset.mend']({ dataset });
  }

  async delete(dataset: string): Promise<void> {
    await this.#call['dataset.delete']({ dataset });
    await this.refresh();
  }

  refresh(): Promise<void> {
    const reading = ++this.#readings;
    return this.#list.load(async () => {
      const list = await this.#call['datasets.list']({});
      // An older one is not shown.
      if (reading === this.#readings) this.#told = new Map();
      return list;
    });
  }

  #hear(event: ConnectionEvent): void {
    if (event.kind === 'datasets') void this.refresh();
    if (event.kind !== 'dataset') return;
    const before = this.find(event.dataset);
    this.#told = new Map(this.#told).set(event.dataset, event);
    if (before?.state === event.state) return;
    if (before !== null) this.#tell(before, event);
    // Its size and what is known of it have changed as well; or it is not listed yet.
    if (!isUnderWay(event)) void this.refresh();
  }

  #tell(before: DatasetSummary, event: DatasetEvent): void {
    const end = endOf(before, event);
    if (end === null) return;
    if (end === 'made') {
      this.#notices.good(`${before.name} is made: ${formatCount(event.total, 'strip')}.`);
    } else this.#notices.error(fromErrorData(end));
  }
}
