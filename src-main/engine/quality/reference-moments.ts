import { createHash } from 'node:crypto';
import { join } from 'node:path';
import { z } from 'zod';
import { classCount } from '../../../src-shared/networks/classifiers.js';
import { keep, readKept } from '../../files/kept-json.js';
import { cacheDirectory } from '../../setup/directories.mjs';
import type { Recogniser } from '../recogniser/recogniser.js';
import { classMeasures } from './class-measures.js';
import { evenly, imagesOf } from './evenly.js';
import { FeatureMoments, type Moments } from './feature-moments.js';

/** Real images that generated ones are measured against after an epoch: a second or two of work. */
const mostImages = 10_000;
/** Images recognised at once: some tenths of a second. */
const batch = 512;

const numbers = z.array(z.number());
const schema = z.object({
  key: z.string(),
  mean: numbers,
  covariance: z.array(numbers),
  legible: z.number(),
  classShare: numbers.length(classCount),
});

const file = (): string => join(cacheDirectory(), 'reference-moments.json');

/** What generated digits are measured against. */
export interface Reference extends Moments {
  /** Share of the real images that the recogniser is sure of. */
  readonly legible: number;
  /** Share of the real images that the recogniser takes for 0, 1, … 9. */
  readonly classShare: readonly number[];
}

export interface ReferenceParts {
  /** [n, 28, 28] grey levels. */
  readonly images: Uint8Array;
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
  const sample = evenly(images, mostImages);
  const key = `${recogniserVersion} ${createHash('sha256').update(sample).digest('hex')}`;
  const known = await readMoments(key, recogniser.featureCount);
  if (known !== null) return known;
  const total = sample.length / (28 * 28);
  const found = new FeatureMoments(recogniser.featureCount);
  const probabilities = new Float32Array(total * classCount);
  for (let first = 0; first < total; first += batch) {
    const count = Math.min(batch, total - first);
    const recognised = recogniser.recognise(imagesOf(sample, { first, count }));
    found.add(recognised.features);
    probabilities.set(recognised.probabilities, first * classCount);
    await between();
  }
  const { mean, covariance } = found.moments();
  const { legible, classShare } = classMeasures(probabilities);
  const content = {
    ...{ key, mean: [...mean], legible, classShare },
    covariance: covariance.map((row) => [...row]),
  };
  await keep(file(), content);
  return { mean, covariance, legible, classShare };
}

async function readMoments(key: string, size: number): Promise<Reference | null> {
  const found = await readKept(file(), schema);
  if (found?.key !== key) return null;
  const { mean, covariance, legible, classShare } = found;
  const rows = [mean, ...covariance];
  if (rows.length !== size + 1 || rows.some((row) => row.length !== size)) return null;
  return {
    mean: Float64Array.from(mean),
    covariance: covariance.map((row) => Float64Array.from(row)),
    ...{ legible, classShare },
  };
}
