import { resolve } from 'node:path';
import type { AppEvent } from '../../../src-shared/contract/app-events.js';
import type { Handlers } from '../../../src-shared/contract/command.js';
import type { localCommands } from '../../../src-shared/contract/commands.js';
import type { DatasetSummary } from '../../../src-shared/contract/data-sets.js';
import { type Archive, archiveOf } from '../archive.js';
import { untilGone } from '../asker.js';
import { toBin } from '../trash.js';
import { readDetails } from './dataset-details.js';
import {
  datasetId,
  findDataset,
  forgetDataset,
  openDataset,
  placeNamed,
  rememberPlace,
} from './dataset-ids.js';
import { listDatasets, summariseDataset } from './dataset-list.js';
import { DatasetWorks } from './dataset-works.js';
import { Planning } from './planning.js';

interface Surroundings {
  readonly tell: (event: AppEvent) => void;
  /** Moves a folder to the system's bin. */
  readonly trash: (folder: string) => Promise<void>;
}

/** All that the program does with data sets: plans, makes, lists, reads and removes them. */
export class DataSets {
  private readonly planning = new Planning();
  private readonly works: DatasetWorks;

  constructor(private readonly surroundings: Surroundings) {
    this.works = new DatasetWorks(surroundings.tell);
  }

  /** What the commands do. */
  handlers() {
    const { planning, works } = this;
    return {
      'dataset.preview': ({ view = 'strips', ...asked }, asker) =>
        planning.ask('preview', asked, { asker, view }),
      'dataset.costs': ({ request, place }, asker) =>
        planning.ask(
          'costs',
          { request, place: placeNamed(place) },
          { asker, view: 'costs of a data set' },
        ),
      'dataset.start': async ({ request, name = usualName(), place }) => {
        const within = placeNamed(place);
        const asked = { request, name, place: within };
        // Who asked may go: what is written is made.
        const folder = await planning.ask('write', asked, { asker: undefined });
        await openDataset(folder);
        this.changed();
        await works.make(folder, 'make');
        const summary = await this.summary(folder);
        return { dataset: summary.id, name: summary.name };
      },
      'dataset.pause': async ({ dataset }) => works.end(await idOf(dataset), 'paused'),
      'dataset.cancel': async ({ dataset }) => works.end(await idOf(dataset), 'cancelled'),
      'dataset.resume': async ({ dataset }) => works.make(await findDataset(dataset), 'make'),
      'dataset.mend': async ({ dataset }) => works.make(await findDataset(dataset), 'mend'),
      // Who asked may go: 'datasets.show' has the verdict.
      'dataset.verify': ({ dataset }, asker) =>
        untilGone(asker, async () => works.verify(await findDataset(dataset))),
      'dataset.delete': async ({ dataset }) => {
        const folder = await findDataset(dataset);
        await works.hold(datasetId(folder), async () => {
          await toBin(folder, this.surroundings.trash);
          await this.forgotten(folder);
        });
      },
      'datasets.list': async () =>
        (await listDatasets()).map((summary) => works.withProgress(summary)),
      'datasets.show': async ({ dataset }) => {
        const folder = await findDataset(dataset);
        const summary = await this.summary(folder);
        return readDetails(folder, { summary, verdict: works.verdictOf(summary.id) });
      },
      'datasets.open': async ({ folder }) => {
        await openDataset(resolve(folder));
        this.changed();
        return this.summary(resolve(folder));
      },
      'datasets.forget': async ({ dataset }) => {
        const folder = await findDataset(dataset);
        works.requireQuiet(datasetId(folder));
        await this.forgotten(folder);
      },
      'datasets.place': ({ folder }) => rememberPlace(resolve(folder)),
      'banks.list': (_, asker) => planning.ask('banks', undefined, { asker }),
    } satisfies Partial<Handlers<typeof localCommands>>;
  }

  /** All its files. @throws AppError NOT_FOUND, LOCKED */
  async archive(dataset: string): Promise<Archive> {
    const folder = await findDataset(dataset);
    this.works.requireQuiet(datasetId(folder));
    return archiveOf(folder);
  }

  /** What is being made goes on another day. */
  async close(): Promise<void> {
    await Promise.all([this.planning.close(), this.works.close()]);
  }

  private async summary(folder: string): Promise<DatasetSummary> {
    return this.works.withProgress(await summariseDataset(folder));
  }

  private async forgotten(folder: string): Promise<void> {
    await forgetDataset(folder);
    this.works.forget(datasetId(folder));
    this.changed();
  }

  private changed(): void {
    this.surroundings.tell({ kind: 'datasets' });
  }
}

/** The id that its works are kept under. @throws AppError NOT_FOUND */
const idOf = async (dataset: string): Promise<string> => datasetId(await findDataset(dataset));

const usualName = (): string => `numbers-${new Date().toISOString().slice(0, 10)}`;
