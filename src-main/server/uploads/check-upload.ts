import { join } from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import { stepsPerEpoch } from '../../../src-shared/config/training.js';
import { AppError } from '../../../src-shared/contract/errors.js';
import { conditionOfRun, type RunRecord } from '../../../src-shared/contract/runs.js';
import { requestSizeOf } from '../../../src-shared/networks/condition.js';
import type { LayerTable } from '../../../src-shared/networks/layer-table.js';
import { foreignModelAt } from '../../files/model-places.js';
import { readRunRecord } from '../../files/run-record.js';
import { mostStepBytes, stepsFile } from '../../files/steps-file.js';
import { describePreset } from '../../service/describe-networks.js';
import { formatBytes } from '../../setup/space.mjs';
import type { PageService } from '../page-service.js';

interface UploadedFolder {
  readonly folder: string;
  /** Sizes by name. */
  readonly files: ReadonlyMap<string, number>;
}

/**
 * Checks a folder that comes from elsewhere, of which nothing is believed: its record, and its losses and
 * its networks against the sizes that the record claims. A checkpoint's hashes are checked when a resume
 * opens it. A model from elsewhere is read as a whole.
 *
 * @returns the run's record; null for a model from elsewhere
 * @throws AppError INVALID_RUN, INVALID_MODEL saying what is wrong
 */
export async function checkUpload(
  uploaded: UploadedFolder,
  service: Pick<PageService, 'call'>,
): Promise<RunRecord | null> {
  const { folder, files } = uploaded;
  const isRun = files.has('run.json');
  if (!isRun && (await foreignModelAt(folder)) === null) {
    throw new AppError(
      'INVALID_RUN',
      'This is neither a run folder nor a model: it has no run.json and no generator.keras. Choose the folder that holds it.',
    );
  }
  try {
    if (!isRun) {
      await service.call['networks.describe']({ model: folder });
      return null;
    }
    const record = await readRunRecord(folder);
    checkLosses(uploaded, record);
    if (!files.has('generator/model.json') && !hasCheckpoint(files)) throw nothingToUse();
    await checkNetworks(uploaded, record, service);
    return record;
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
    // The temporary folder means nothing to a person.
    const message = error.message.replaceAll(`${folder}/`, '').replaceAll(folder, 'This folder');
    throw new AppError(error.code, message, { cause: error });
  }
}

function checkLosses({ files }: UploadedFolder, { config, dataset, progress }: RunRecord): void {
  const bytes = files.get(stepsFile) ?? 0;
  const epochs = Math.max(config.epochs, progress.epochs);
  const steps = stepsPerEpoch({ ...dataset, batchSize: config.batchSize }) * epochs;
  const most = mostStepBytes(steps);
  if (bytes <= most) return;
  throw new AppError(
    'INVALID_RUN',
    `${stepsFile} holds ${formatBytes(bytes)}, but the losses of ${steps.toLocaleString('en-US')} steps, all that run.json speaks of, need ${formatBytes(most)} at most. It belongs to another run.`,
  );
}

/** Those that are there. */
async function checkNetworks(
  { folder, files }: UploadedFolder,
  record: RunRecord,
  { call }: Pick<PageService, 'call'>,
): Promise<void> {
  const { preset } = record;
  const { noiseDim, kind } = record.config;
  const condition = conditionOfRun(record);
  const labels = condition?.labels ?? [];
  const { allographCount } = requestSizeOf(condition);
  const claimed = describePreset({ preset, noiseDim, kind, labels, allographCount });
  const check = (part: string, table: LayerTable | null, expected: LayerTable | null) => {
    if (table === null || expected === null) return;
    if (!isDeepStrictEqual(table.layers, expected.layers)) {
      throw new AppError(
        'INVALID_MODEL',
        `${networkNames[part]} is not the one that run.json speaks of: preset ${preset}, latent vectors of ${noiseDim} numbers, ${labels.length === 0 ? 'no' : labels.length} labels.`,
      );
    }
    const file = `${part}/weights.bin`;
    const bytes = files.get(file) ?? 0;
    if (bytes !== expected.bytes) {
      throw new AppError(
        'INVALID_MODEL',
        `${file} holds ${bytes} bytes, but its network needs exactly ${expected.bytes}. The file is half written, missing or belongs to another network.`,
      );
    }
  };
  if (files.has('generator/model.json')) {
    const found = await call['networks.describe']({ model: folder });
    check('generator', found.generator, claimed.generator);
    check('discriminator', found.discriminator, claimed.discriminator);
  }
  if (files.has('best/model.json')) {
    const { generator } = await call['networks.describe']({ model: join(folder, 'best') });
    check('best', generator, claimed.generator);
  }
}

const networkNames: Readonly<Record<string, string>> = {
  generator: 'The generator',
  discriminator: 'The discriminator',
  best: 'The generator of the best epoch',
};

const hasCheckpoint = (files: ReadonlyMap<string, number>): boolean =>
  [...files.keys()].some((file) => /^checkpoints\/.*\/manifest\.json$/.test(file));

const nothingToUse = (): AppError =>
  new AppError(
    'INVALID_RUN',
    'This run has neither a generator nor a checkpoint, so there is nothing to draw digits with or to go on from.',
  );
