import { join } from 'node:path';
import type { DatasetDetails } from '../../../src-shared/contract/data-sets.js';
import { AppError } from '../../../src-shared/contract/errors.js';
import { readManifest, samplesFile } from '../../dataset/manifest.js';
import { readPlan } from '../../dataset/read-plan.js';
import { readForeignFile } from '../../files/foreign-file.js';

/** Of the picture of some strips. */
const mostSampleBytes = 32 * 2 ** 20;

/** @throws AppError INVALID_DATA, NOT_FOUND */
export async function readDetails(
  folder: string,
  known: Pick<DatasetDetails, 'summary' | 'verdict'>,
): Promise<DatasetDetails> {
  const plan = await readPlan(folder);
  const { split, shared, grammar, lists, style, colour, height, shardSize, program } = plan;
  const manifest = await readManifest(folder, plan);
  return {
    ...known,
    ...{ split, shared, grammar, style, colour, height, shardSize, program },
    lists: lists.map(({ name }) => name),
    characters: manifest && charactersOf(manifest.coverage),
    labels: manifest?.bank.labels ?? null,
    samples: manifest && (await samplesOf(folder)),
  };
}

const charactersOf = (
  coverage: Readonly<Record<string, readonly number[]>>,
): Record<string, number> =>
  Object.fromEntries(
    Object.entries(coverage).map(([character, places]) => [
      character,
      places.reduce((sum, count) => sum + count, 0),
    ]),
  );

/** Null where the picture can't be read: the strips are there all the same. */
const samplesOf = (folder: string): Promise<Uint8Array | null> =>
  readForeignFile(join(folder, samplesFile), {
    maxBytes: mostSampleBytes,
    within: folder,
    invalid: (what) => new AppError('INVALID_DATA', what),
  }).catch(() => null);
