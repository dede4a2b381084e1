import { isDeepStrictEqual } from 'node:util';
import { AppError } from '../../../src-shared/contract/errors.js';
import { conditionOfRun, type RunRecord } from '../../../src-shared/contract/runs.js';
import { readRunRecord } from '../../files/run-record.js';
import { describePreset } from '../../service/describe-networks.js';
import type { PageService } from '../page-service.js';

interface UploadedFolder {
  readonly folder: string;
  /** Sizes by name. */
  readonly files: ReadonlyMap<string, number>;
}

/**
 * Checks a folder that comes from elsewhere, of which nothing is believed: its record, and both
 * networks against the sizes that the record claims. A checkpoint's hashes are checked when a resume
 * opens it.
 *
 * @throws AppError INVALID_RUN, INVALID_MODEL saying what is wrong
 */
export async function checkUpload(
  uploaded: UploadedFolder,
  service: Pick<PageService, 'call'>,
): Promise<RunRecord> {
  const { folder, files } = uploaded;
  if (!files.has('run.json')) {
    throw new AppError(
      'INVALID_RUN',
      'This is no run folder: it has no run.json. Choose the folder that holds it.',
    );
  }
  try {
    const record = await readRunRecord(folder);
    if (files.has('generator/model.json')) await checkNetworks(uploaded, record, service);
    else if (!hasCheckpoint(files)) throw nothingToUse();
    return record;
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
    // The temporary folder means nothing to a person.
    const message = error.message.replaceAll(`${folder}/`, '').replaceAll(folder, 'This folder');
    throw new AppError(error.code, message, { cause: error });
  }
}

async function checkNetworks(
  { folder, files }: UploadedFolder,
  record: RunRecord,
  { call }: Pick<PageService, 'call'>,
): Promise<void> {
  const { preset } = record;
  const { noiseDim, kind } = record.config;
  const labels = conditionOfRun(record)?.labels ?? [];
  const claimed = describePreset({ preset, noiseDim, kind, labels });
  const found = await call['networks.describe']({ model: folder });
  for (const network of ['generator', 'discriminator'] as const) {
    const [table, expected] = [found[network], claimed[network]];
    if (table === null || expected === null) continue;
    if (!isDeepStrictEqual(table.layers, expected.layers)) {
      throw new AppError(
        'INVALID_MODEL',
        `The ${network} is not the one that run.json speaks of: preset ${preset}, latent vectors of ${noiseDim} numbers, ${labels.length === 0 ? 'no' : labels.length} labels.`,
      );
    }
    const file = `${network}/weights.bin`;
    const bytes = files.get(file) ?? 0;
    if (bytes !== expected.bytes) {
      throw new AppError(
        'INVALID_MODEL',
        `${file} holds ${bytes} bytes, but its network needs exactly ${expected.bytes}. The file is half written, missing or belongs to another network.`,
      );
    }
  }
}

const hasCheckpoint = (files: ReadonlyMap<string, number>): boolean =>
  [...files.keys()].some((file) => /^checkpoints\/.*\/manifest\.json$/.test(file));

const nothingToUse = (): AppError =>
  new AppError(
    'INVALID_RUN',
    'This run has neither a generator nor a checkpoint, so there is nothing to draw digits with or to go on from.',
  );
