import { stepsPerEpoch } from '../../src-shared/config/training.js';
import { AppError } from '../../src-shared/contract/errors.js';
import type { RunDetails, RunFile, RunLosses } from '../../src-shared/contract/run-views.js';
import type { RunRecord } from '../../src-shared/contract/runs.js';
import { readHistory } from '../files/history-file.js';
import { readRunRecord } from '../files/run-record.js';
import { readLossRecord } from './loss-record.js';
import { runName } from './run-ids.js';
import { lossPlot, picturedEpochs, plainBytes, progressGif } from './run-pictures.js';
import { summariseRun } from './run-registry.js';

/**
 * Everything a run's folder tells.
 *
 * @throws AppError INVALID_RUN, NOT_FOUND
 */
export async function showRun(folder: string): Promise<RunDetails> {
  const record = await readRunRecord(folder);
  const [summary, history, pictures] = await Promise.all([
    summariseRun(folder),
    readHistory(folder),
    picturedEpochs(folder),
  ]);
  return { summary, record, history, pictures };
}

/** The losses that a run's folder holds: up to its last checkpoint. */
export async function readRunLosses(folder: string): Promise<RunLosses> {
  const [record, losses] = await Promise.all([readRunRecord(folder), readLossRecord(folder)]);
  return { stepsPerEpoch: epochSteps(record), ...losses.columns() };
}

/**
 * A picture of a whole run, made from what its folder holds now.
 *
 * @throws AppError NOT_FOUND before the first epoch
 */
export async function exportRun(folder: string, what: 'gif' | 'losses'): Promise<RunFile> {
  const record = await readRunRecord(folder);
  const name = runName(folder, record.name);
  switch (what) {
    case 'gif': {
      const gif = await progressGif(folder);
      if (gif === null) {
        throw new AppError('NOT_FOUND', `${name} has no epoch yet to make a GIF of.`);
      }
      const bytes: Uint8Array[] = [];
      for await (const piece of gif.pieces) bytes.push(piece);
      return { name: `${name} progress.gif`, bytes: plainBytes(Buffer.concat(bytes)) };
    }
    case 'losses':
      return {
        name: `${name} losses.png`,
        bytes: plainBytes(Buffer.from(await lossPlot(folder, record, name))),
      };
    default:
      return what satisfies never;
  }
}

const epochSteps = ({ dataset, config }: RunRecord): number =>
  stepsPerEpoch({ images: dataset.images, batchSize: config.batchSize });
