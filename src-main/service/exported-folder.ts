import type { z } from 'zod';
import type { networkOrigin } from '../../src-shared/contract/engine-commands.js';
import { AppError } from '../../src-shared/contract/errors.js';
import type { ModelFolders } from '../../src-shared/contract/run-views.js';
import type { RunRecord } from '../../src-shared/contract/runs.js';
import type { GanNetwork } from '../../src-shared/networks/architecture.js';
import { readRunRecord, runPaths } from '../files/run-record.js';
import { runName } from './run-ids.js';

interface ExportedFolder {
  /** Holds model.json and weights.bin. */
  readonly folder: string;
  readonly origin: z.infer<typeof networkOrigin> | null;
}

/**
 * Where a network of a model lies, and what its run tells of it. A run keeps the discriminator of its
 * last epoch alone.
 *
 * @throws AppError NOT_FOUND for a discriminator that was not kept
 */
export async function exportedFolder(
  { generatorFolder, discriminatorFolder, runFolder }: ModelFolders,
  network: GanNetwork,
): Promise<ExportedFolder> {
  // A network is exported whatever has become of its run's record.
  const record = runFolder === null ? null : await readRunRecord(runFolder).catch(() => null);
  const isBest = runFolder !== null && generatorFolder === runPaths(runFolder).best;
  const learned = (isBest ? record?.best : null) ?? record?.progress;
  const origin =
    runFolder !== null && record && learned ? originOf(runFolder, record, learned) : null;
  if (network === 'generator') return { folder: generatorFolder, origin };

  if (discriminatorFolder === null) {
    throw notKept(`${generatorFolder} has no discriminator with it. Export its generator alone.`);
  }
  if (learned?.step !== record?.progress.step) {
    throw notKept(
      `${runFolder} keeps the discriminator of its last epoch alone. Export that one with the last generator, or the best generator without it.`,
    );
  }
  return { folder: discriminatorFolder, origin };
}

function originOf(
  folder: string,
  { name, preset, updatedAt, config }: RunRecord,
  { epoch, step }: { epoch: number; step: number },
): ExportedFolder['origin'] {
  const { batchNormMomentum, dropout } = config;
  const run = runName(folder, name);
  return { run, preset, epoch, step, savedAt: updatedAt, batchNormMomentum, dropout };
}

const notKept = (message: string): AppError => new AppError('NOT_FOUND', message);
