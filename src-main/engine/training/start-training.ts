import { basename } from 'node:path';
import type { z } from 'zod';
import type { TrainingConfig } from '../../../src-shared/config/training.js';
import type { engineCommands } from '../../../src-shared/contract/engine-commands.js';
import { AppError } from '../../../src-shared/contract/errors.js';
import {
  type EngineRecord,
  type RunRecord,
  runFormatVersion,
} from '../../../src-shared/contract/runs.js';
import { programName } from '../../files/app-version.js';
import { engineRecord } from '../backend/start-backend.js';
import { withPlan } from '../backend/tuning/fastest-convolutions.js';
import { type Dataset, labelRecord, loadDataset } from '../data/dataset.js';
import { inNewRunFolder } from '../models/run-folder.js';
import { type Examination, examineImages } from './examine-images.js';
import { firstNetworksRecord, firstNetworksWords, readFirstNetworks } from './first-networks.js';
import { fastestGanConvolutions } from './gan-convolutions.js';
import type { GanSize } from './gan-trainer.js';
import { keepAllographs } from './kept-allographs.js';
import { openAllographs } from './open-allographs.js';
import { guideRecord, requireGuidable } from './open-guide.js';
import { preparation } from './preparation.js';
import { runTraining, type SessionOptions } from './training-session.js';

type TrainRequest = z.infer<typeof engineCommands.train.input>;

/** What every training of this process shares. */
export type SessionHooks = Pick<SessionOptions, 'emit' | 'control'>;

/** A new training in a new folder, to its end or a stop. */
export async function startTraining(
  request: TrainRequest,
  hooks: SessionHooks,
): Promise<RunRecord> {
  const { config, preset, recipe, limitImages, maxSteps, progressGrid } = request;
  const base = await engineRecord(config.precision);
  requireNativeEngine(base, request.force);
  const isConditional = config.kind === 'conditional';
  const { transpose, invert } = config;
  const dataset = await loadDataset(request.dataPath, {
    ...{ labelled: isConditional, transpose, invert },
    ...(limitImages === null ? {} : { limit: limitImages }),
  });
  const images = Math.min(limitImages ?? dataset.training.count, dataset.training.count);
  const labels = isConditional ? labelRecord(dataset, images) : {};
  requireGuidable(config, labels.labels);
  const size = {
    ...{ preset, noiseDim: config.noiseDim, labelCount: labels.labels?.length ?? 0 },
    allographCount: config.allographs,
  };
  const first = await firstOf(request, size);
  const plan = await fastestGanConvolutions(base, { preset, ...config });
  const engine = withPlan(base, plan);
  const place = { counted: request.counted ?? false };
  return inNewRunFolder(request.folder, place, async (folder) => {
    const { hint, recognised } = await examine(dataset, { engine, config, ...hooks });
    const { sha256 } = dataset.training;
    const allographs = await openAllographs(
      { config, dataset: { images, sha256, ...labels }, training: dataset.training },
      preparation(hooks),
    );
    if (allographs) await keepAllographs(folder, allographs);
    const now = new Date().toISOString();
    const record: RunRecord = {
      formatVersion: runFormatVersion,
      name: request.name || basename(folder),
      state: 'training',
      createdAt: now,
      updatedAt: now,
      preset,
      recipe,
      config,
      dataset: {
        ...{ name: dataset.name, images, sha256 },
        folder: dataset.folder,
        ...(dataset.file === null ? {} : { file: dataset.file }),
        ...(recognised === null ? {} : { recognised }),
        ...labels,
        ...(allographs ? { allographs: allographs.counts } : {}),
      },
      engine,
      ...(await guideRecord(config)),
      ...(first ? firstNetworksRecord(first.places, first.networks) : {}),
      progress: { epoch: 0, step: 0, epochs: config.epochs },
      progressGrid,
      best: null,
      app: programName(),
    };
    return runTraining({ folder, record, dataset, allographs, hint, maxSteps, first, ...hooks });
  });
}

/** The networks that the training begins with; null where they are drawn. */
async function firstOf({ from: places }: TrainRequest, size: GanSize) {
  if (places === undefined) return null;
  const networks = await readFirstNetworks(places, size);
  return { places, networks, words: firstNetworksWords(places) };
}

/** MNIST as it is has been looked at: its digits are white, upright and legible. */
async function examine(
  { folder, training }: Dataset,
  {
    engine,
    config,
    control,
  }: Pick<SessionHooks, 'control'> & { engine: EngineRecord; config: TrainingConfig },
): Promise<Examination> {
  if (folder === null && !config.transpose && !config.invert) {
    return { recognised: null, hint: null };
  }
  return await examineImages(training.images, {
    turning: config,
    canRead: engine.backend === 'tensorflow',
    between: () => control.betweenSteps(),
  });
}

/** @throws AppError ENGINE_UNAVAILABLE */
export function requireNativeEngine(engine: EngineRecord, force: boolean): void {
  if (engine.backend === 'tensorflow' || force) return;
  throw new AppError(
    'ENGINE_UNAVAILABLE',
    "Training needs the native TensorFlow engine, which is not in place: tfjs's own JavaScript engine would take days for what TensorFlow does in minutes. digits doctor, or the screen Engine, says why it is missing and how to get it; --force trains without it.",
  );
}
