import { basename } from 'node:path';
import type { z } from 'zod';
import type { engineCommands } from '../../../src-shared/contract/engine-commands.js';
import { AppError } from '../../../src-shared/contract/errors.js';
import {
  type EngineRecord,
  type RunRecord,
  runFormatVersion,
} from '../../../src-shared/contract/runs.js';
import { appVersion } from '../../files/app-version.js';
import { engineRecord } from '../backend/start-backend.js';
import { withPlan } from '../backend/tuning/fastest-convolutions.js';
import { labelRecord, loadDataset } from '../data/dataset.js';
import { createRunFolder, lockRun } from '../models/run-folder.js';
import { fastestGanConvolutions } from './gan-convolutions.js';
import { guideRecord, requireUnguided } from './open-guide.js';
import { runTraining, type SessionOptions } from './training-session.js';

type TrainRequest = z.infer<typeof engineCommands.train.input>;

/** What every training of this process shares. */
export type SessionHooks = Pick<SessionOptions, 'emit' | 'control'>;

/** A new training in a new folder, to its end or a stop. */
export async function startTraining(
  request: TrainRequest,
  hooks: SessionHooks,
): Promise<RunRecord> {
  const { folder, config, preset, recipe, limitImages, maxSteps, progressGrid } = request;
  requireUnguided(config);
  const base = await engineRecord(config.precision);
  requireNativeEngine(base, request.force);
  const isConditional = config.kind === 'conditional';
  const dataset = await loadDataset(request.dataFolder, { labelled: isConditional });
  const images = Math.min(limitImages ?? dataset.training.count, dataset.training.count);
  const labels = isConditional ? labelRecord(dataset, images) : {};
  const plan = await fastestGanConvolutions(base, { preset, ...config });
  const engine = withPlan(base, plan);
  await createRunFolder(folder);
  const lock = await lockRun(folder);
  try {
    const { name, training } = dataset;
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
      dataset: { name, images, sha256: training.sha256, folder: dataset.folder, ...labels },
      engine,
      ...(await guideRecord(config)),
      progress: { epoch: 0, step: 0, epochs: config.epochs },
      progressGrid,
      best: null,
      app: `random-handwritten-digit-generator ${appVersion()}`,
    };
    return await runTraining({ folder, record, dataset, maxSteps, ...hooks });
  } finally {
    await lock.release();
  }
}

/** @throws AppError ENGINE_UNAVAILABLE */
export function requireNativeEngine(engine: EngineRecord, force: boolean): void {
  if (engine.backend === 'tensorflow' || force) return;
  throw new AppError(
    'ENGINE_UNAVAILABLE',
    "Training needs the native TensorFlow engine, which is not in place: tfjs's own JavaScript engine would take days for what TensorFlow does in minutes. digits doctor, or the screen Engine, says why it is missing and how to get it; --force trains without it.",
  );
}
