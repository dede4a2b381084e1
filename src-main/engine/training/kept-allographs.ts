import { isDeepStrictEqual } from 'node:util';
import { AppError } from '../../../src-shared/contract/errors.js';
import type { RunRecord } from '../../../src-shared/contract/runs.js';
import { writeFileDurably } from '../../files/durable-files.js';
import { withForeignFile } from '../../files/foreign-file.js';
import { runPaths } from '../../files/run-record.js';
import type { Dataset } from '../data/dataset.js';
import type { DataAllographs } from './data-allographs.js';
import { placesOf } from './images-of-label.js';
import { openAllographs } from './open-allographs.js';

/**
 * Keeps in a run which allograph each of its images is written in: another recogniser, or another engine,
 * would group the images in another way, and what the generator has learnt would be asked for by other names.
 */
export const keepAllographs = (folder: string, { of }: DataAllographs): Promise<unknown> =>
  writeFileDurably(runPaths(folder).allographs, of);

/** A run that goes on, with its images. */
interface GoingOn extends Pick<RunRecord, 'config' | 'dataset'> {
  readonly folder: string;
  readonly training: Dataset['training'];
}

/**
 * The allographs that a run was trained with until now; null for one that tells none apart. Where its file
 * is missing or damaged they are found anew, and a person is warned if they are others.
 *
 * @param between as {@link openAllographs} has it
 */
export async function allographsOfRun(
  run: GoingOn,
  warn: (message: string) => Promise<void>,
  between: (share: number) => Promise<void>,
): Promise<DataAllographs | null> {
  const { folder, dataset } = run;
  const { allographs: counts } = dataset;
  if (counts === undefined) return null;
  const of = await readKept(run);
  if (of !== null && isDeepStrictEqual(countsOf(of, run), counts)) return { of, counts };
  const found = await openAllographs(run, between);
  if (found === null) return null;
  if (isDeepStrictEqual(found.counts, counts)) await keepAllographs(folder, found);
  else {
    await warn(
      'In which allograph each of its images is written was not kept, or the file is damaged. Found anew, they are others than before: the training has to learn them anew.',
    );
  }
  return found;
}

/** [n] bytes, whatever they are; null where there are not as many. */
async function readKept({ folder, dataset: { images } }: GoingOn): Promise<Uint8Array | null> {
  const path = runPaths(folder).allographs;
  const invalid = (what: string) => new AppError('INVALID_RUN', `${path} can't be read: ${what}.`);
  try {
    const bounds = { maxBytes: images, within: folder, invalid };
    const of = await withForeignFile(path, bounds, ({ read }) => read(0, images));
    return of.length === images ? of : null;
  } catch (error) {
    if (error instanceof AppError) return null;
    throw error;
  }
}

/** For each label, images said to be in each of its allographs; of one that there is not, none. */
function countsOf(of: Uint8Array, { config, dataset, training }: GoingOn): number[][] {
  const { labels: known = [] } = dataset;
  const counts = known.map(() => new Array<number>(config.allographs).fill(0));
  const classes = placesOf(training.labels.subarray(0, of.length), known);
  for (const [i, way] of of.entries()) {
    const own = counts[classes[i] ?? 0];
    if (own !== undefined && way < own.length) own[way] = (own[way] ?? 0) + 1;
  }
  return counts;
}
