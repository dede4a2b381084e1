import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { classCount } from '../../../src-shared/networks/classifiers.js';
import { writeJsonDurably } from '../../files/durable-files.js';
import { cacheDirectory } from '../../setup/directories.mjs';
import type { LabelledImages } from '../data/dataset.js';
import type { Recogniser } from '../recogniser/recogniser.js';
import { classShares } from './class-balance.js';
import { evenly, imagesOf } from './evenly.js';
import { FeatureMoments, type Moments } from './feature-moments.js';
import { topClasses } from './top-classes.js';

/** Real images that generated ones are measured against after an epoch: a second or two of work. */
const mostImages = 10_000;
/** Images recognised at once: some tenths of a second. */
const batch = 512;

const numbers = z.array(z.number());
const schema = z.object({
  key: z.string(),
  mean: numbers,
  covariance: z.array(numbers),
  classShare: numbers.length(classCount),
});

const file = (): string => join(cacheDirectory(), 'reference-moments.json');

/** What generated digits are measured against. */
export interface Reference extends Moments {
  /** Share of the real images that the recogniser takes for 0, 1, … 9. */
  readonly classShare: readonly number[];
}

export interface ReferenceParts {
  readonly images: Pick<LabelledImages, 'images' | 'sha256'>;
  readonly recogniser: Pick<Recogniser, 'featureCount' | 'recognise'>;
  /** Changes with the recogniser's features. */
  readonly recogniserVersion: string;
}

/**
 * The moments of real images in the recogniser's features, and what it takes them for. Those of the last data set asked for are
 * kept in the cache directory; a file that is damaged or of another recogniser is made anew.
 *
 * @param between called between two batches; what it throws ends the work
 */
export async function referenceMoments(
  { images, recogniser, recogniserVersion }: ReferenceParts,
  between: () => Promise<void>,
): Promise<Reference> {
  const key = `${recogniserVersion} ${images.sha256} ${mostImages}`;
  const known = await readMoments(key, recogniser.featureCount);
  if (known !== null) return known;
  const sample = evenly(images.images, mostImages);
  const total = sample.length / (28 * 28);
  const found = new FeatureMoments(recogniser.featureCount);
  const classes = new Uint8Array(total);
  for (let first = 0; first < total; first += batch) {
    const count = Math.min(batch, total - first);
    const recognised = recogniser.recognise(imagesOf(sample, { first, count }));
    found.add(recognised.features);
    classes.set(topClasses(recognised.probabilities).classes, first);
    await between();
  }
  const { mean, covariance } = found.moments();
  const classShare = classShares(classes);
  const content = {
    ...{ key, mean: [...mean], classShare },
    covariance: covariance.map((row) => [...row]),
  };
  // Not kept on a full disk: then they are found again the next time.
  await writeJsonDurably(file(), content).catch(() => {});
  return { mean, covariance, classShare };
}

async function readMoments(key: string, size: number): Promise<Reference | null> {
  try {
    const found = schema.parse(JSON.parse(await readFile(file(), 'utf8')));
    const { mean, covariance, classShare } = found;
    const rows = [mean, ...covariance];
    if (found.key !== key || rows.length !== size + 1) return null;
    if (rows.some((row) => row.length !== size)) return null;
    return {
      mean: Float64Array.from(mean),
      covariance: covariance.map((row) => Float64Array.from(row)),
      classShare,
    };
  } catch {
    return null;
  }
}
