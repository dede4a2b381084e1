import { basename } from 'node:path';
import type { EngineListener, TrainingOutcome } from '../../src-shared/contract/engine-commands.js';
import {
  AppError,
  type ErrorData,
  reasonOf,
  toErrorData,
} from '../../src-shared/contract/errors.js';
import type { TrainingEvent } from '../../src-shared/contract/events.js';
import type { StartedTraining } from '../../src-shared/contract/training-views.js';
import { shellWord } from '../files/shell-word.js';
import {
  hasSummary,
  removeLaterPictures,
  saveEpochPicture,
  saveRunSummary,
} from './run-pictures.js';

type StartedEvent = Extract<TrainingEvent, { kind: 'started' }>;

/** Follows the training under way: writes its pictures, tells its events, and how it ended. */
export class TrainingWatch implements Pick<EngineListener, 'event'> {
  private training = false;
  /** With what is to be written and told after it. */
  private work: Promise<void> = Promise.resolve();
  private started: StartedEvent | null = null;
  private announce: (started: StartedTraining) => void = () => {};

  /** @param tell resolves when the event has been heard; the next one comes after it */
  constructor(private readonly tell: (event: TrainingEvent) => Promise<void>) {}

  /** Whether a training runs or begins. */
  get busy(): boolean {
    return this.training;
  }

  /**
   * Runs a training. Resolves when it has begun (or had nothing to do), rejects when it can't; its
   * end is told as an event, `finished` or `failed`.
   *
   * @throws AppError LOCKED while another training runs
   */
  begin(train: () => Promise<TrainingOutcome>): Promise<StartedTraining> {
    if (this.training) {
      throw new AppError('LOCKED', 'A training is running already. Stop it first.');
    }
    this.started = null;
    this.training = true;
    return new Promise((resolve, reject) => {
      this.announce = resolve;
      this.work = this.follow(train, reject);
    });
  }

  private async follow(
    train: () => Promise<TrainingOutcome>,
    refuse: (error: unknown) => void,
  ): Promise<void> {
    try {
      const { folder, ...outcome } = await train();
      const run = this.started?.run ?? basename(folder);
      await this.summarise(folder, run);
      this.announce({ run, folder });
      // Who hears of the end may begin another.
      this.training = false;
      await this.tell({ kind: 'finished', run, folder, ...outcome });
    } catch (error) {
      this.training = false;
      if (this.started === null) refuse(error);
      else await this.tell({ kind: 'failed', run: this.started.run, error: toErrorData(error) });
    }
  }

  /**
   * Pictures of the whole training. They are made from what is on disk, so one that fails costs no
   * training; a run that was ended between its end and them gets them when it is resumed.
   */
  private async summarise(folder: string, run: string): Promise<void> {
    const warn = (message: string) => this.tell({ kind: 'warning', run, message });
    try {
      if (this.started === null && (await hasSummary(folder))) return;
      for (const problem of await saveRunSummary(folder)) await warn(problem);
    } catch (error) {
      await warn(
        `The training is saved, but progress.gif or losses_plot.png could not be made: ${reasonOf(error)}. To make them: digits resume ${shellWord(folder)}`,
      );
    }
  }

  /** Resolves when no training runs any more and its files are written. */
  async idle(): Promise<void> {
    await this.work;
  }

  /** The engine's events; the answer is an error that ends the training, or null. */
  async event(event: TrainingEvent): Promise<ErrorData | null> {
    try {
      if (event.kind === 'started') {
        await removeLaterPictures(event.folder, event);
        this.started = event;
      }
      if (event.kind === 'epoch' && this.started) {
        await saveEpochPicture(this.started.folder, event);
      }
      if (event.kind === 'preview' && event.step === 0 && this.started) {
        await saveEpochPicture(this.started.folder, { ...event, epoch: 0 });
      }
      await this.tell(event);
      if (event.kind === 'started') this.announce({ run: event.run, folder: event.folder });
      return null;
    } catch (error) {
      return toErrorData(error);
    }
  }
}
