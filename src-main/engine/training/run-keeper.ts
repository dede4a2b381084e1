import type * as tf from '@tensorflow/tfjs';
import {
  type BestEpoch,
  conditionOfRun,
  type RunRecord,
  type RunState,
} from '../../../src-shared/contract/runs.js';
import { runPaths, writeRunRecord } from '../../files/run-record.js';
import {
  type CheckpointState,
  removeOldCheckpoints,
  writeCheckpoint,
} from '../models/checkpoint.js';
import { saveModel } from '../models/model-folder.js';
import type { RunLog } from '../models/run-log.js';
import { valuesOf } from '../models/weight-files.js';
import { variablesOf } from '../networks/build-network.js';
import type { GanTrainer } from './gan-trainer.js';

/** Where a training stands, as a checkpoint keeps it beside the optimizers' state. */
export type TrainingPosition = Omit<CheckpointState, 'betaPowers'>;

const checkpointInterval = 5 * 60_000; // ms

/** Brings a training to disk: its record, its losses, its checkpoints and its models. */
export class RunKeeper {
  private savedAt = performance.now();
  private modelsStep: number | null = null;
  /** Step of the newest whole checkpoint; null before the first. */
  savedStep: number | null;

  constructor(
    private readonly folder: string,
    public record: RunRecord,
    private readonly log: RunLog,
    resumedStep: number | null,
  ) {
    this.savedStep = resumedStep;
    // Of an epoch that is to be trained again: the checkpoint after it is lost.
    if (record.best && record.best.step > (resumedStep ?? 0))
      this.record = { ...record, best: null };
  }

  /** Whether the last checkpoint is five minutes old. */
  get checkpointDue(): boolean {
    return performance.now() - this.savedAt > checkpointInterval;
  }

  /**
   * Writes a checkpoint; nothing and false when there is one of this step. The losses go first, so
   * that no row up to a checkpoint is ever missing.
   */
  async saveCheckpoint(position: TrainingPosition, trainer: GanTrainer): Promise<boolean> {
    if (this.savedStep === position.step) return false;
    await this.log.flush();
    const { networks, average, generatorAdam, discriminatorAdam } = trainer;
    const { checkpoints } = runPaths(this.folder);
    await writeCheckpoint(
      checkpoints,
      {
        ...position,
        betaPowers: {
          generator: [...generatorAdam.betaPowers()],
          discriminator: [...discriminatorAdam.betaPowers()],
        },
      },
      {
        generator: valuesOf(variablesOf(networks.generator)),
        discriminator: valuesOf(variablesOf(networks.discriminator)),
        'generator-adam': generatorAdam.moments(),
        'discriminator-adam': discriminatorAdam.moments(),
        ...(average ? { 'generator-average': valuesOf(variablesOf(average.network)) } : {}),
      },
    );
    await removeOldCheckpoints(checkpoints, { bestStep: this.record.best?.step ?? null });
    this.savedStep = position.step;
    this.savedAt = performance.now();
    await this.writeRecord('training', position);
    return true;
  }

  /** Replaces both models, unless this process has saved those of this step. */
  async saveModels({ step }: TrainingPosition, trainer: GanTrainer): Promise<void> {
    if (this.modelsStep === step) return;
    const { generator, discriminator } = runPaths(this.folder);
    await saveModel(generator, trainer.drawingGenerator, conditionOfRun(this.record));
    await saveModel(discriminator, trainer.networks.discriminator);
    this.modelsStep = step;
  }

  /**
   * Keeps the generator of the epoch that has just got its checkpoint as the best. The record says so
   * when the model is there; the checkpoint of the best before goes last.
   */
  async keepBest(best: BestEpoch, generator: tf.Sequential): Promise<void> {
    const paths = runPaths(this.folder);
    await saveModel(paths.best, generator, conditionOfRun(this.record));
    this.record = { ...this.record, best, updatedAt: new Date().toISOString() };
    await writeRunRecord(this.folder, this.record);
    await removeOldCheckpoints(paths.checkpoints, { bestStep: best.step });
  }

  async writeRecord(state: RunState, { epoch, step }: TrainingPosition): Promise<void> {
    this.record = {
      ...this.record,
      state,
      updatedAt: new Date().toISOString(),
      progress: { epoch, step, epochs: this.record.config.epochs },
    };
    await writeRunRecord(this.folder, this.record);
  }
}
