import type {
  DatasetEvent,
  DatasetProgress,
  DatasetStateName,
  DatasetSummary,
  DatasetVerdict,
} from '../../../src-shared/contract/data-sets.js';
import { AppError, type ErrorData, toErrorData } from '../../../src-shared/contract/errors.js';
import type { MakingKind } from '../../dataset/making-messages.js';
import type { DatasetProgress as Step } from '../../dataset/progress.js';
import { usableProcessors } from '../../setup/processors.mjs';
import { datasetId } from './dataset-ids.js';
import { summariseDataset } from './dataset-list.js';
import { type Made, type Making, startMaking } from './making.js';
import { Pace } from './pace.js';
import { verdictOf } from './verdict.js';

/** How a person ends work. */
type Ending = 'paused' | 'cancelled';

/** Something that is to be done at a data set, or is being done. */
interface Work {
  readonly folder: string;
  readonly kind: MakingKind;
  readonly pace: Pace;
  progress: DatasetProgress;
  making: Making | null;
  ending: Ending | null;
  readonly settle: { resolve(made: Made | null): void; reject(error: unknown): void };
  /** Null where it was ended before it had begun. */
  readonly ended: Promise<Made | null>;
}

/** What a person is told of a data set at which nobody is at work, beyond what lies on the disk. */
interface Rest {
  readonly state: DatasetStateName;
  readonly error: ErrorData | null;
}

/** Events of one data set, at most so often, ms. */
const least = 200;

/** Makes and reads data sets, one after the other, and tells how far they are. */
export class DatasetWorks {
  /** By the ids of their data sets; the first is being done, the others wait. */
  private readonly works = new Map<string, Work>();
  private readonly rests = new Map<string, Rest>();
  private readonly verdicts = new Map<string, DatasetVerdict>();
  /** Ids of those that nobody may work at: they are being deleted. */
  private readonly held = new Set<string>();
  private closed = false;

  constructor(private readonly tell: (event: DatasetEvent) => void) {}

  /** A data set with what is being done at it. */
  withProgress(summary: DatasetSummary): DatasetSummary {
    const work = this.works.get(summary.id);
    if (work !== undefined) return { ...summary, ...work.progress };
    const rest = this.rests.get(summary.id);
    return rest === undefined || summary.state !== 'interrupted'
      ? summary
      : { ...summary, ...rest };
  }

  verdictOf(id: string): DatasetVerdict | null {
    return this.verdicts.get(id) ?? null;
  }

  /** @throws AppError LOCKED */
  requireQuiet(id: string): void {
    if (this.held.has(id)) {
      throw new AppError('LOCKED', 'This data set is being deleted.', { details: { dataset: id } });
    }
    if (!this.works.has(id)) return;
    throw new AppError(
      'LOCKED',
      'This data set is being worked at. Pause it first, or wait until it is done.',
      { details: { dataset: id } },
    );
  }

  /** Keeps all work from one at which nobody is while it is deleted. @throws AppError LOCKED; what that throws */
  async hold(id: string, deleting: () => Promise<void>): Promise<void> {
    this.requireQuiet(id);
    this.held.add(id);
    try {
      await deleting();
    } finally {
      this.held.delete(id);
    }
  }

  /** @throws AppError LOCKED, INVALID_DATA for one that is broken */
  async make(folder: string, kind: 'make' | 'mend'): Promise<void> {
    const work = await this.add(folder, kind);
    // What it fails for is told as an event.
    work.ended.catch(() => {});
  }

  /** @throws AppError LOCKED, INVALID_DATA; CANCELLED when a person has ended it */
  async verify(folder: string): Promise<DatasetVerdict> {
    const work = await this.add(folder, 'verify');
    const made = await work.ended;
    if (made?.kind !== 'verified' || work.ending !== null) {
      throw new AppError('CANCELLED', 'The data set was not read to its end: it was stopped.');
    }
    const verdict = verdictOf(folder, made.state);
    this.verdicts.set(datasetId(folder), verdict);
    return verdict;
  }

  /** Resolves when nobody is at work at it any more. */
  async end(id: string, ending: Ending): Promise<void> {
    const work = this.works.get(id);
    if (work === undefined) return;
    const waits = work.making === null && work.ending === null;
    work.ending = ending;
    if (waits) {
      await this.remove(id, work);
      work.settle.resolve(null);
      // Its turn may have come meanwhile.
      this.beginNext();
      return;
    }
    work.making?.stop();
    await work.ended.catch(() => {});
  }

  /** What is known of one that has gone. */
  forget(id: string): void {
    this.rests.delete(id);
    this.verdicts.delete(id);
  }

  /** The program ends: work goes on another day. */
  async close(): Promise<void> {
    this.closed = true;
    const works = [...this.works.values()];
    this.works.clear();
    for (const { settle, making } of works) {
      if (making === null) settle.resolve(null);
      await making?.kill();
    }
  }

  private async add(folder: string, kind: MakingKind): Promise<Work> {
    const id = datasetId(folder);
    this.requireQuiet(id);
    const summary = await summariseDataset(folder);
    if (this.closed) throw new AppError('CANCELLED', 'The program ends.');
    if (summary.error !== null) {
      const { message, details } = summary.error;
      throw new AppError('INVALID_DATA', message, { details });
    }
    this.requireQuiet(id);
    let settle: Work['settle'] = { resolve: () => {}, reject: () => {} };
    const ended = new Promise<Made | null>((resolve, reject) => {
      settle = { resolve, reject };
    });
    const { done, total } = summary;
    const work: Work = {
      folder,
      kind,
      pace: new Pace(),
      progress: { ...still, state: 'waiting', done, total },
      making: null,
      ending: null,
      settle,
      ended,
    };
    this.works.set(id, work);
    this.say(id, work.progress);
    this.beginNext();
    return work;
  }

  private beginNext(): void {
    const [first] = this.works;
    if (first === undefined) return;
    const [id, work] = first;
    if (work.making !== null || work.ending !== null) return;
    const { folder, kind } = work;
    const state = kind === 'make' ? 'making' : 'checking';
    work.progress = { ...work.progress, state };
    this.say(id, work.progress);
    const task = { folder, kind, workers: usableProcessors().cores };
    work.making = startMaking(task, (step) => this.hear(id, work, step));
    void this.follow(id, work, work.making);
  }

  private async follow(id: string, work: Work, making: Making): Promise<void> {
    try {
      const made = await making.ended;
      // What was found before is of what was there before.
      if (made.kind === 'made' && made.finished) this.verdicts.delete(id);
      await this.remove(id, work);
      work.settle.resolve(made);
    } catch (error) {
      if (this.works.has(id)) await this.remove(id, work, toErrorData(error));
      work.settle.reject(error);
    } finally {
      this.beginNext();
    }
  }

  /** Nobody is at work any more: what lies on the disk is told, and how the work ended. */
  private async remove(id: string, work: Work, error: ErrorData | null = null): Promise<void> {
    if (work.kind !== 'verify') this.rest(id, work.ending, error);
    const onDisk = await summariseDataset(work.folder);
    this.works.delete(id);
    const { state, done, total, error: why } = this.withProgress(onDisk);
    this.say(id, { ...still, state, done, total, error: why });
  }

  private rest(id: string, ending: Ending | null, error: ErrorData | null): void {
    if (error !== null) this.rests.set(id, { state: 'failed', error });
    else if (ending !== null) this.rests.set(id, { state: ending, error });
    else this.rests.delete(id);
  }

  private hear(id: string, work: Work, { doing, done, total }: Step): void {
    const state = stateOf(work.kind, doing);
    const isNew = state !== work.progress.state;
    const speed = work.pace.at({ doing, done, total });
    // What is there is looked for before it is known what is missing: that is no making.
    const isLooking = doing === 'check' && state === 'making';
    work.progress = isLooking
      ? { ...work.progress, ...still, state }
      : { ...speed, state, done, total, error: null };
    if (isNew || work.pace.isDue(least)) this.say(id, work.progress);
  }

  private say(id: string, progress: DatasetProgress): void {
    this.tell({ kind: 'dataset', dataset: id, ...progress });
  }
}

const still = { perSecond: null, secondsLeft: null, error: null };

function stateOf(kind: MakingKind, doing: Step['doing']): DatasetStateName {
  if (doing === 'finish') return 'finishing';
  return doing === 'check' && kind !== 'make' ? 'checking' : 'making';
}
