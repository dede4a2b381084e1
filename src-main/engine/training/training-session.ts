import { AppError } from '../../../src-shared/contract/errors.js';
import type { TrainingEvent } from '../../../src-shared/contract/events.js';
import type { RunRecord, RunState } from '../../../src-shared/contract/runs.js';
import { checkSpace } from '../../files/free-space.js';
import { kernels } from '../backend/kernels.js';
import type { Dataset } from '../data/dataset.js';
import { stepsPerEpoch } from '../data/epoch-batches.js';
import { type CheckpointState, writeCheckpoint } from '../models/checkpoint.js';
import { saveModel } from '../models/model-folder.js';
import { runPaths, writeRunRecord } from '../models/run-folder.js';
import { RunLog } from '../models/run-log.js';
import { valuesOf } from '../models/weight-files.js';
import { variablesOf } from '../networks/build-network.js';
import { sampleDigits } from '../sampling/sample-digits.js';
import { checkpointBytes, GanTrainer, type GanTrainerState } from './gan-trainer.js';
import { Speedometer } from './speed.js';
import { trainLoop } from './train-loop.js';

export interface SessionOptions {
  /** A run folder that this process has locked. */
  readonly folder: string;
  readonly record: RunRecord;
  readonly dataset: Dataset;
  /** The checkpoint to go on from; a new training has none. */
  readonly from?: { readonly state: CheckpointState; readonly trainer: GanTrainerState };
  /** Stop after this step of the run. */
  readonly maxSteps: number | null;
  /** Resolves when the event has been dealt with. */
  readonly emit: (event: TrainingEvent) => Promise<void>;
  readonly stopRequested: () => boolean;
}

const checkpointInterval = 5 * 60_000; // ms
/** Checkpoints that lie side by side at most, the new one included. */
const checkpointsAtOnce = 3;

/** A training in its run folder, from its start or from a checkpoint to its end or a stop. */
export async function runTraining(options: SessionOptions): Promise<RunRecord> {
  const session = await TrainingSession.open(options);
  try {
    return await session.run();
  } finally {
    session.dispose();
  }
}

class TrainingSession {
  private record: RunRecord;
  private readonly position;
  private readonly epochSums;
  private readonly images;
  private readonly trainer: GanTrainer;
  private readonly speed = new Speedometer(performance.now());
  private imagesPerSecond = 0;
  private lastCheckpoint = performance.now();
  /** Step of the newest whole checkpoint. */
  private savedStep = -1;

  private constructor(
    private readonly options: SessionOptions,
    private readonly log: RunLog,
  ) {
    const { record, dataset, from } = options;
    this.record = record;
    const { step, epoch, batch, epochSums } = from?.state ?? {
      step: 0,
      epoch: 0,
      batch: 0,
      epochSums: { generatorLoss: 0, discriminatorLoss: 0, seconds: 0 },
    };
    this.position = { step, epoch, batch };
    this.epochSums = { ...epochSums };
    if (from) this.savedStep = step;
    this.trainer = new GanTrainer(
      { preset: record.preset, config: record.config, precision: record.engine.precision },
      from?.trainer,
    );
    const count = record.dataset.images;
    const { images } = dataset.training;
    this.images = kernels().createImageTable(images.subarray(0, count * 28 * 28), count);
  }

  static async open(options: SessionOptions): Promise<TrainingSession> {
    const { folder, record, from } = options;
    const checkpoint = checkpointBytes(record.preset, record.config.noiseDim);
    await checkSpace(folder, {
      // What a resumed run keeps is there already: the next checkpoint and the models are to come.
      bytes: (from ? 2 : checkpointsAtOnce + 1) * checkpoint,
      purpose: "the training's checkpoints and models",
    });
    const log = await RunLog.open(folder, { upToStep: from?.state.step ?? 0 });
    return new TrainingSession(options, log);
  }

  dispose(): void {
    this.trainer.dispose();
    this.images.dispose();
  }

  async run(): Promise<RunRecord> {
    const { folder, record, emit, from } = this.options;
    const { config, dataset, preset, recipe, engine } = record;
    const plan = { images: dataset.images, batchSize: config.batchSize, seed: config.seed };
    await this.writeRecord('training');
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
      stepsPerEpoch: stepsPerEpoch(plan),
    });
    try {
      if (!from) await this.save({ models: false });
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
      if (this.savedStep < this.position.step || outcome === 'stopped') {
        await this.save({ models: true });
      }
      await this.writeRecord(outcome);
      return this.record;
    } catch (error) {
      // The disk may be full: then the record keeps saying "training", and a resume finds its way.
      await this.log.flush().catch(() => {});
      await this.writeRecord('failed').catch(() => {});
      throw error;
    }
  }

  private shouldStop(): boolean {
    const { maxSteps, stopRequested } = this.options;
    return stopRequested() || (maxSteps !== null && this.position.step >= maxSteps);
  }

  private trainStep(indices: Int32Array, place: { step: number; firstImage: number }): void {
    const started = performance.now();
    const batch = this.images.batch(indices);
    const losses = this.trainer.step(batch, place);
    batch.dispose();
    const now = performance.now();
    const { generatorLoss, discriminatorLoss } = losses;
    if (!Number.isFinite(generatorLoss) || !Number.isFinite(discriminatorLoss)) {
      throw this.diverged(losses);
    }
    this.epochSums.generatorLoss += generatorLoss;
    this.epochSums.discriminatorLoss += discriminatorLoss;
    this.epochSums.seconds += (now - started) / 1000;
    const epoch = this.position.epoch + 1;
    const step = place.step + 1;
    this.log.addStep({ step, epoch, ...losses });
    const imagesPerSecond = this.speed.add(indices.length, now);
    // Not awaited: a step must not wait for its listener.
    void this.options.emit({
      kind: 'step',
      run: this.record.name,
      epoch,
      step,
      ...losses,
      imagesPerSecond,
      secondsLeft: this.secondsLeft(step, imagesPerSecond),
    });
    this.imagesPerSecond = imagesPerSecond;
  }

  private secondsLeft(step: number, imagesPerSecond: number): number {
    const { config, dataset } = this.record;
    const perEpoch = stepsPerEpoch({ images: dataset.images, batchSize: config.batchSize });
    const total = Math.min(
      perEpoch * config.epochs,
      this.options.maxSteps ?? Number.POSITIVE_INFINITY,
    );
    const imagesLeft = (Math.max(total - step, 0) * dataset.images) / perEpoch;
    return imagesPerSecond > 0 ? imagesLeft / imagesPerSecond : 0;
  }

  private async afterStep(): Promise<void> {
    if (performance.now() - this.lastCheckpoint > checkpointInterval) {
      await this.save({ models: false });
    }
  }

  private async afterEpoch(): Promise<void> {
    const { config, dataset, progressGrid, name } = this.record;
    const { epoch, step } = this.position;
    const steps = stepsPerEpoch({ images: dataset.images, batchSize: config.batchSize });
    const row = {
      epoch,
      step,
      images: epoch * dataset.images,
      generatorLoss: this.epochSums.generatorLoss / steps,
      discriminatorLoss: this.epochSums.discriminatorLoss / steps,
      seconds: this.epochSums.seconds,
    };
    Object.assign(this.epochSums, { generatorLoss: 0, discriminatorLoss: 0, seconds: 0 });
    await this.log.addEpoch(row);
    const { rows, columns } = progressGrid;
    const digits = sampleDigits(this.trainer.networks.generator, {
      seed: config.seed,
      noiseDim: config.noiseDim,
      first: 0,
      count: rows * columns,
      precision: 'float32',
    });
    // Awaited: the epoch's picture is on disk before its checkpoint counts.
    await this.options.emit({
      kind: 'epoch',
      run: name,
      ...row,
      rows,
      columns,
      digits,
      imagesPerSecond: this.imagesPerSecond,
    });
    await this.save({ models: true });
  }

  private async save({ models }: { models: boolean }): Promise<void> {
    const { generator, discriminator } = this.trainer.networks;
    const { generatorAdam, discriminatorAdam } = this.trainer;
    const paths = runPaths(this.options.folder);
    const { step } = this.position;
    await this.log.flush();
    if (this.savedStep < step) {
      await writeCheckpoint(
        paths.checkpoints,
        {
          ...this.position,
          epochSums: { ...this.epochSums },
          betaPowers: {
            generator: [...generatorAdam.betaPowers()],
            discriminator: [...discriminatorAdam.betaPowers()],
          },
        },
        {
          generator: valuesOf(variablesOf(generator)),
          discriminator: valuesOf(variablesOf(discriminator)),
          'generator-adam': generatorAdam.moments(),
          'discriminator-adam': discriminatorAdam.moments(),
        },
      );
      this.savedStep = step;
      this.lastCheckpoint = performance.now();
    }
    if (models) {
      await saveModel(paths.generator, generator);
      await saveModel(paths.discriminator, discriminator);
    }
    await this.writeRecord('training');
    await this.options.emit({ kind: 'checkpoint', run: this.record.name, step });
  }

  private async writeRecord(state: RunState): Promise<void> {
    const { epoch, step } = this.position;
    this.record = {
      ...this.record,
      state,
      updatedAt: new Date().toISOString(),
      progress: { epoch, step, epochs: this.record.config.epochs },
    };
    await writeRunRecord(this.options.folder, this.record);
  }

  private diverged({
    generatorLoss,
    discriminatorLoss,
  }: {
    generatorLoss: number;
    discriminatorLoss: number;
  }) {
    const { step } = this.position;
    return new AppError(
      'DIVERGED',
      `The training diverged at step ${step + 1}: the generator's loss became ${generatorLoss}, the discriminator's ${discriminatorLoss}. The checkpoint of step ${Math.max(this.savedStep, 0)} is kept. Start again with a smaller learning rate.`,
      { details: { step: step + 1, savedStep: this.savedStep } },
    );
  }
}
