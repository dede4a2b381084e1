import type { z } from 'zod';
import type { TrainingConfig } from '../../../src-shared/config/training.js';
import type { engineCommands } from '../../../src-shared/contract/engine-commands.js';
import { AppError, messageOf } from '../../../src-shared/contract/errors.js';
import type { RunRecord } from '../../../src-shared/contract/runs.js';
import { type WeightInfo, weightsOf } from '../../../src-shared/networks/layer-table.js';
import { readRunRecord, runPaths } from '../../files/run-record.js';
import { engineRecord } from '../backend/start-backend.js';
import { readPlan, withPlan } from '../backend/tuning/fastest-convolutions.js';
import { type Dataset, loadDataset, reloadDataset } from '../data/dataset.js';
import {
  type CheckpointPart,
  type CheckpointState,
  checkpointFile,
  listCheckpoints,
  openCheckpoint,
  removeOldCheckpoints,
} from '../models/checkpoint.js';
import { lockRun, prepareRunFolder } from '../models/run-folder.js';
import { readWeights } from '../models/weight-files.js';
import { type GanTrainerState, ganArchitectures, ganSizeOf } from './gan-trainer.js';
import { allographsOfRun } from './kept-allographs.js';
import { guideRecord, requireGuidable } from './open-guide.js';
import { preparation } from './preparation.js';
import type { TrainingPosition } from './run-keeper.js';
import { requireNativeEngine, type SessionHooks } from './start-training.js';
import { runTraining } from './training-session.js';

type ResumeRequest = z.infer<typeof engineCommands.resume.input>;

/**
 * Goes on from a run's last whole checkpoint; a run that has all its epochs is left as it is. What it
 * changes of the configuration stands in the record as `earlier`.
 */
export async function resumeTraining(
  { folder, epochs, guidance, maxSteps, force, dataPath }: ResumeRequest,
  hooks: SessionHooks,
): Promise<RunRecord> {
  const before = await readRunRecord(folder);
  const wanted = epochs ?? before.config.epochs;
  if (wanted < before.progress.epoch) {
    throw new AppError(
      'BAD_INPUT',
      `${before.name} has ${before.progress.epoch} epochs already; ${wanted} is fewer. Give a larger number to train on.`,
    );
  }
  const lock = await lockRun(folder);
  try {
    await prepareRunFolder(folder);
    // Read again: another process may have written until it let go of the lock.
    const record = await readRunRecord(folder);
    // It may have been killed in the midst of this.
    const removeOld = () =>
      removeOldCheckpoints(runPaths(folder).checkpoints, { bestStep: record.best?.step ?? null });
    if (record.state === 'finished' && wanted === record.progress.epoch) {
      await removeOld();
      return record;
    }
    const base = await engineRecord(record.engine.precision);
    requireNativeEngine(base, force);
    const { plan, others } = readPlan(record.engine.kernels);
    const engine = withPlan(base, plan);
    const warn = (message: string) => hooks.emit({ kind: 'warning', run: record.name, message });
    for (const change of engineChanges({ ...record.engine, kernels: others }, base)) {
      await warn(`${change}: the losses will differ a little from those of an uninterrupted run.`);
    }
    const config = {
      ...record.config,
      epochs: wanted,
      guidance: guidance ?? record.config.guidance,
    };
    requireGuidable(config, record.dataset.labels);
    const { guide } = await guideRecord(config);
    const { guide: earlierGuide, ...unguided } = record;
    if (guide && earlierGuide && guide.sha256 !== earlierGuide.sha256) {
      await warn(
        'The recogniser that guides the training has changed since it began: it goes on with the new one.',
      );
    }
    const dataset = await sameDataset(record, dataPath);
    const from = await lastCheckpoint(folder, record, warn);
    const allographs = await allographsOfRun(
      { folder, config, dataset: record.dataset, training: dataset.training },
      warn,
      preparation(hooks),
    );
    await removeOld();
    return await runTraining({
      folder,
      record: {
        ...unguided,
        ...earlierConfigs(record, { config, step: from.position.step }),
        config,
        engine,
        dataset: foundAt(record, dataset),
        ...(guide ? { guide } : {}),
      },
      dataset,
      allographs,
      from,
      maxSteps,
      ...hooks,
    });
  } finally {
    await lock.release();
  }
}

/** The record's list of replaced values, with those that this resume replaces. */
function earlierConfigs(
  { config: before, earlier = [] }: RunRecord,
  { config, step }: { config: TrainingConfig; step: number },
): Pick<RunRecord, 'earlier'> {
  const { epochs, guidance } = before;
  return epochs === config.epochs && guidance === config.guidance
    ? {}
    : { earlier: [...earlier, { untilStep: step, epochs, guidance }] };
}

function engineChanges(before: RunRecord['engine'], now: RunRecord['engine']): string[] {
  return (['backend', 'version', 'device', 'kernels'] as const)
    .filter((key) => String(before[key]) !== String(now[key]))
    .map(
      (key) => `The run was trained with the ${key} ${before[key]}, this machine has ${now[key]}`,
    );
}

/** The data set's record, with where it was found: it may have been moved, unpacked or renamed. */
const foundAt = (
  { dataset: { file: _, ...before } }: RunRecord,
  { folder, file }: Dataset,
): RunRecord['dataset'] => ({ ...before, folder, ...(file === null ? {} : { file }) });

function otherImages(
  { dataset, name }: Pick<RunRecord, 'dataset' | 'name'>,
  path: string | undefined,
): string {
  return path === undefined && dataset.folder === null && dataset.name !== 'mnist'
    ? `${name} came here without the images of ${dataset.name} that it was trained on. Where they are, digits resume with --data names them. It draws all the same.`
    : `${name} was trained on other images than ${path ?? dataset.folder ?? 'MNIST'} holds now. Put the data set back as it was to go on.`;
}

/** @param path where its images are now; left out, where the record says */
async function sameDataset(
  { dataset, name, config }: RunRecord,
  path: string | undefined,
): Promise<Dataset> {
  const { kind, transpose, invert } = config;
  const labelled = kind === 'conditional';
  const options = { labelled, limit: dataset.images, transpose, invert };
  const found =
    path === undefined ? await reloadDataset(dataset, options) : await loadDataset(path, options);
  const isSame = found?.training.sha256 === dataset.sha256;
  if (found === null || !isSame || found.training.count < dataset.images) {
    throw new AppError('INVALID_DATA', otherImages({ dataset, name }, path), {
      details: { dataset: dataset.name },
    });
  }
  const { labelsSha256 } = dataset;
  if (labelsSha256 !== undefined && labelsSha256 !== found.training.labelsSha256) {
    throw new AppError(
      'INVALID_DATA',
      `${name} was trained on other labels than ${dataset.folder ?? 'MNIST'} holds now. Put the data set back as it was to go on.`,
      { details: { dataset: dataset.name } },
    );
  }
  return found;
}

/** The newest checkpoint that is whole and undamaged. */
async function lastCheckpoint(
  folder: string,
  record: RunRecord,
  warn: (message: string) => Promise<void>,
): Promise<{ position: TrainingPosition; trainer: GanTrainerState }> {
  const found = await listCheckpoints(runPaths(folder).checkpoints);
  for (const checkpoint of found.reverse()) {
    try {
      const { betaPowers, ...position } = await openCheckpoint(checkpoint.folder);
      return { position, trainer: await readTrainer(checkpoint.folder, betaPowers, record) };
    } catch (error) {
      await warn(`${messageOf(error)} The one before it is tried.`);
    }
  }
  throw new AppError(
    'INVALID_RUN',
    `${folder} has no whole checkpoint, so its training can't go on. Start a new one.`,
    { details: { folder } },
  );
}

async function readTrainer(
  folder: string,
  betaPowers: CheckpointState['betaPowers'],
  record: RunRecord,
): Promise<GanTrainerState> {
  const architectures = ganArchitectures(ganSizeOf(record));
  const read = (part: CheckpointPart, weights: readonly Pick<WeightInfo, 'shape'>[]) =>
    readWeights(checkpointFile(folder, part), { weights, within: folder });
  const readNetwork = async (network: 'generator' | 'discriminator') => {
    const weights = weightsOf(architectures[network]);
    // The first and the second moment of every trainable weight.
    const moments = weights
      .filter(({ trainable }) => trainable)
      .flatMap((weight) => [weight, weight]);
    const adamPart: CheckpointPart = `${network}-adam`;
    return {
      values: await read(network, weights),
      adam: {
        betaPowers: betaPowers[network],
        moments: await read(adamPart, moments),
      },
    };
  };
  const readAverage = () => read('generator-average', weightsOf(architectures.generator));
  const generator = await readNetwork('generator');
  const discriminator = await readNetwork('discriminator');
  return {
    generator: generator.values,
    discriminator: discriminator.values,
    generatorAdam: generator.adam,
    discriminatorAdam: discriminator.adam,
    ...(record.config.averageDecay > 0 ? { average: await readAverage() } : {}),
  };
}
