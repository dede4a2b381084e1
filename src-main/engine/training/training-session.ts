import * as tf from '@tensorflow/tfjs';
import { stepsPerEpoch } from '../../../src-shared/config/training.js';
import { AppError } from '../../../src-shared/contract/errors.js';
import type { TrainingEvent } from '../../../src-shared/contract/events.js';
import { conditionOfRun, type RunRecord } from '../../../src-shared/contract/runs.js';
import { requestSizeOf } from '../../../src-shared/networks/condition.js';
import { isBetter } from '../../../src-shared/quality/best-epoch.js';
import { exists } from '../../files/exists.js';
import type { ImageTable } from '../backend/image-table.js';
import { kernels } from '../backend/kernels.js';
import { readPlan } from '../backend/tuning/fastest-convolutions.js';
import type { Dataset } from '../data/dataset.js';
import { RunLog } from '../models/run-log.js';
import { DigitSampler } from '../sampling/digit-sampler.js';
import { collapseNews } from './collapse-news.js';
import type { DataAllographs } from './data-allographs.js';
import { divergedError } from './diverged-error.js';
import { EpochMeter } from './epoch-meter.js';
import { type FirstNetworks, GanTrainer, type GanTrainerState } from './gan-trainer.js';
import { openGuide } from './open-guide.js';
import { PicturePace } from './picture-pace.js';
import { Requests } from './requests.js';
import { RunKeeper, type TrainingPosition } from './run-keeper.js';
import { Speedometer } from './speed.js';
import { trainLoop } from './train-loop.js';
import type { TrainingControl } from './training-control.js';
import { requireSpace } from './training-space.js';

export interface SessionOptions {
  /** A run folder that this process has locked. */
  readonly folder: string;
  readonly record: RunRecord;
  readonly dataset: Dataset;
  /** Of its images, where the training tells them apart. */
  readonly allographs: DataAllographs | null;
  /** The checkpoint to go on from; a new training has none. */
  readonly from?: { readonly position: TrainingPosition; readonly trainer: GanTrainerState };
  /** Networks that a new training begins with, and what a person should know of them. */
  readonly first?: { readonly networks: FirstNetworks; readonly words: string } | null;
  /** What a person should know of the images; null where nothing is odd. */
  readonly hint?: string | null;
  /** Stop after this step of the run. */
  readonly maxSteps: number | null;
  /** Resolves when the event has been dealt with. */
  readonly emit: (event: TrainingEvent) => Promise<void>;
  readonly control: TrainingControl;
}

/** A training in its run folder, from its start or from a checkpoint to its end or a stop. */
export async function runTraining(options: SessionOptions): Promise<RunRecord> {
  const session = await TrainingSession.open(options);
  try {
    return await session.run();
  } finally {
    session.dispose();
  }
}

const start: TrainingPosition = {
  step: 0,
  epoch: 0,
  batch: 0,
  epochSums: { generatorLoss: 0, discriminatorLoss: 0, seconds: 0 },
};

class TrainingSession {
  private readonly position: TrainingPosition;
  private readonly keeper: RunKeeper;
  private readonly images: ImageTable;
  /** Of a conditional training. */
  private readonly requests: Requests | null;
  private readonly trainer: GanTrainer;
  private readonly sampler: DigitSampler;
  private readonly meter: EpochMeter;
  private readonly stepsPerEpoch: number;
  private speed = new Speedometer(performance.now());
  private imagesPerSecond = 0;
  private readonly pictures = new PicturePace();

  private constructor(
    private readonly options: SessionOptions,
    private readonly log: RunLog,
    guide: Awaited<ReturnType<typeof openGuide>>,
  ) {
    const { folder, record, dataset, allographs, from, first } = options;
    this.position = structuredClone(from?.position ?? start);
    this.keeper = new RunKeeper(folder, record, log, from?.position.step ?? null);
    const count = record.dataset.images;
    this.stepsPerEpoch = stepsPerEpoch({ images: count, batchSize: record.config.batchSize });
    const condition = conditionOfRun(record);
    this.trainer = new GanTrainer(
      {
        preset: record.preset,
        config: record.config,
        ...requestSizeOf(condition),
        labels: condition?.labels,
        steps: this.stepsPerEpoch * record.config.epochs,
        precision: record.engine.precision,
        convolutions: readPlan(record.engine.kernels).plan,
        ...(first ? { first: first.networks } : {}),
        ...guide,
      },
      from?.trainer,
    );
    const { noiseDim } = record.config;
    this.sampler = new DigitSampler(this.trainer.drawingGenerator, { noiseDim, condition });
    this.meter = new EpochMeter({
      record,
      dataset,
      sampler: this.sampler,
      between: () => options.control.betweenSteps(),
      warn: (message) => options.emit({ kind: 'warning', run: record.name, message }),
    });
    const images = dataset.training.images.subarray(0, count * 28 * 28);
    this.images = kernels().createImageTable(images, count);
    const labels = dataset.training.labels.subarray(0, count);
    this.requests =
      condition && new Requests(images, { labels, known: condition.labels, allographs });
  }

  static async open(options: SessionOptions): Promise<TrainingSession> {
    const { folder, record, from } = options;
    await requireSpace(folder, { record, isNew: from === undefined });
    const upToStep = from?.position.step ?? 0;
    const log = await RunLog.open(folder, { upToStep });
    if (log.missingSteps > 0) {
      await options.emit({
        kind: 'warning',
        run: record.name,
        message: `steps.csv lacks ${log.missingSteps} of the ${upToStep} steps up to the checkpoint: the curve of the losses has gaps there. The networks are whole.`,
      });
    }
    return new TrainingSession(options, log, await openGuide(record.config));
  }

  dispose(): void {
    this.sampler.dispose();
    this.trainer.dispose();
    this.images.dispose();
  }

  async run(): Promise<RunRecord> {
    const { folder, record, emit, from, first, hint = null } = this.options;
    const { config, dataset, preset, recipe, engine } = record;
    const plan = { images: dataset.images, batchSize: config.batchSize, seed: config.seed };
    await this.keeper.writeRecord('training', this.position);
    await emit({
      kind: 'started',
      run: record.name,
      folder,
      resumed: from !== undefined,
      preset,
      recipe,
      config,
      dataset,
      engine,
      epoch: this.position.epoch,
      step: this.position.step,
      epochs: config.epochs,
      stepsPerEpoch: this.stepsPerEpoch,
      progressGrid: record.progressGrid,
    });
    if (first) {
      await emit({ kind: 'warning', run: record.name, message: first.words, about: 'beginning' });
    }
    if (hint !== null) {
      await emit({ kind: 'warning', run: record.name, message: hint, about: 'images' });
    }
    try {
      if (!from) {
        await this.preview();
        await this.saveCheckpoint();
      }
      // A process that was killed after the last epoch's checkpoint may not have come to this.
      else await this.keepBest();
      const outcome = await trainLoop(
        this.position,
        { ...plan, epochs: config.epochs },
        {
          trainStep: (indices, place) => this.trainStep(indices, place),
          afterStep: () => this.afterStep(),
          afterEpoch: () => this.afterEpoch(),
          shouldStop: () => this.shouldStop(),
        },
      );
      await this.saveCheckpointAndModels();
      await this.keeper.writeRecord(outcome, this.position);
      return this.keeper.record;
    } catch (error) {
      // The disk may be full: then the record keeps saying "training", and a resume finds its way.
      await this.log.flush().catch(() => {});
      await this.keeper.writeRecord('failed', this.position).catch(() => {});
      if (await exists(folder)) throw error;
      throw new AppError(
        'NOT_FOUND',
        `${folder} is gone: it was deleted, moved or renamed while its training ran, so the training ended. Where it is now, digits resume goes on from its last checkpoint.`,
        { details: { folder }, cause: error },
      );
    }
  }

  private async shouldStop(): Promise<boolean> {
    const { maxSteps, control } = this.options;
    await control.betweenSteps();
    if (control.pauseRequested) await this.pause();
    return control.stopRequested || (maxSteps !== null && this.position.step >= maxSteps);
  }

  /** A paused training may be closed, or its machine switched off: all of it is on disk. */
  private async pause(): Promise<void> {
    const { control, emit, record } = this.options;
    await this.saveCheckpointAndModels();
    await this.keeper.writeRecord('paused', this.position);
    const { step } = this.position;
    await emit({ kind: 'paused', run: record.name, step });
    await control.pauseOver();
    if (control.stopRequested) return;
    await this.keeper.writeRecord('training', this.position);
    this.speed = new Speedometer(performance.now());
    await emit({ kind: 'continued', run: record.name, step });
  }

  private trainStep(indices: Int32Array, place: { step: number; firstImage: number }): void {
    const started = performance.now();
    const batch = this.images.batch(indices);
    const request = this.requests?.batch(indices);
    const losses = this.trainer.step(batch, place, request);
    tf.dispose([batch, Object.values(request ?? {})]);
    const now = performance.now();
    const { generatorLoss, discriminatorLoss } = losses;
    if (!Number.isFinite(generatorLoss) || !Number.isFinite(discriminatorLoss)) {
      throw divergedError(losses, { step: place.step + 1, savedStep: this.keeper.savedStep });
    }
    this.position.epochSums.generatorLoss += generatorLoss;
    this.position.epochSums.discriminatorLoss += discriminatorLoss;
    this.position.epochSums.seconds += (now - started) / 1000;
    const epoch = this.position.epoch + 1;
    const step = place.step + 1;
    this.log.addStep({ step, epoch, ...losses });
    const imagesPerSecond = this.speed.add(indices.length, now);
    // Not awaited: a step must not wait for its listener, nor fail with it.
    const told = this.options.emit({
      kind: 'step',
      run: this.options.record.name,
      epoch,
      step,
      ...losses,
      imagesPerSecond,
      secondsLeft: this.secondsLeft(step, imagesPerSecond),
    });
    told.catch((error) => console.error(error));
    this.imagesPerSecond = imagesPerSecond;
  }

  private secondsLeft(step: number, imagesPerSecond: number): number {
    const { config, dataset } = this.options.record;
    const total = Math.min(
      this.stepsPerEpoch * config.epochs,
      this.options.maxSteps ?? Number.POSITIVE_INFINITY,
    );
    const imagesLeft = (Math.max(total - step, 0) * dataset.images) / this.stepsPerEpoch;
    return imagesPerSecond > 0 ? imagesLeft / imagesPerSecond : 0;
  }

  private async afterStep(): Promise<void> {
    if (this.keeper.checkpointDue) await this.saveCheckpoint();
    const { epoch, batch } = this.position;
    const inFirstEpoch = epoch === 0 && batch < this.stepsPerEpoch;
    if (inFirstEpoch && this.pictures.isDue(performance.now())) await this.preview();
  }

  /** A picture before there is one of an epoch. It takes nothing from the training's streams. */
  private async preview(): Promise<void> {
    const started = performance.now();
    const { record, first } = this.options;
    const { name: run, progressGrid } = record;
    this.sampler.update();
    const digits = this.progressDigits({ stretched: this.position.step === 0 && !first });
    await this.options.emit({
      ...{ kind: 'preview', run, step: this.position.step },
      ...progressGrid,
      digits,
    });
    this.pictures.drawn({ started, ended: performance.now() });
  }

  /** @param stretched makes the noise of a generator that has learned nothing visible */
  private progressDigits({ stretched = false } = {}): Uint8Array {
    const { config, progressGrid } = this.options.record;
    return this.sampler.progressDigits({ seed: config.seed, ...progressGrid, stretched });
  }

  private async saveCheckpoint(): Promise<void> {
    if (await this.keeper.saveCheckpoint(this.position, this.trainer)) await this.tellCheckpoint();
  }

  /** Told when the models are there too: who hears of it may draw with them. */
  private async saveCheckpointAndModels(): Promise<void> {
    const isNew = await this.keeper.saveCheckpoint(this.position, this.trainer);
    await this.keeper.saveModels(this.position, this.trainer);
    await this.keepBest();
    if (isNew) await this.tellCheckpoint();
  }

  private tellCheckpoint(): Promise<void> {
    const { emit, record } = this.options;
    return emit({ kind: 'checkpoint', run: record.name, step: this.position.step });
  }

  private async afterEpoch(): Promise<void> {
    const { dataset, progressGrid, name } = this.options.record;
    const { epoch, step } = this.position;
    const row = {
      epoch,
      step,
      images: epoch * dataset.images,
      generatorLoss: this.position.epochSums.generatorLoss / this.stepsPerEpoch,
      discriminatorLoss: this.position.epochSums.discriminatorLoss / this.stepsPerEpoch,
      seconds: this.position.epochSums.seconds,
    };
    Object.assign(this.position.epochSums, { generatorLoss: 0, discriminatorLoss: 0, seconds: 0 });
    this.sampler.update();
    const quality = await this.meter.measure();
    await this.log.addEpoch({ ...row, quality });
    const digits = this.progressDigits();
    const collapse = collapseNews(this.log.epochs, this.keeper.record, this.meter.expected);
    // Awaited: the epoch's picture is on disk before its checkpoint counts.
    await this.options.emit({
      kind: 'epoch',
      run: name,
      ...row,
      ...progressGrid,
      digits,
      quality,
      collapse: collapse?.message ?? null,
      imagesPerSecond: this.imagesPerSecond,
    });
    if (collapse?.isNew) {
      const { message } = collapse;
      await this.options.emit({ kind: 'warning', run: name, message, about: 'collapse' });
    }
    await this.saveCheckpointAndModels();
    this.speed = new Speedometer(performance.now());
  }

  /** Keeps the generator of the epoch that has just ended, if it is the best. */
  private async keepBest(): Promise<void> {
    const last = this.log.epochs.at(-1);
    if (!last?.quality || last.step !== this.position.step) return;
    const { epoch, step, quality } = last;
    if (!isBetter(quality, this.keeper.record.best)) return;
    const { frechet, legible, classEntropy } = quality;
    await this.keeper.keepBest(
      { epoch, step, frechet, legible, classEntropy },
      this.trainer.drawingGenerator,
    );
  }
}
