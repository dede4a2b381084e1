import type { EpochQuality } from '../../../src-shared/contract/evaluation.js';
import { classCount } from '../../../src-shared/networks/classifiers.js';
import type { Recogniser } from '../recogniser/recogniser.js';
import { agreement } from './agreement.js';
import { classMeasures } from './class-measures.js';
import { FeatureMoments, type Moments } from './feature-moments.js';
import { frechetDistance } from './frechet-distance.js';
import { topClasses } from './top-classes.js';

/** Digits drawn and recognised at once. */
const batch = 128;
/** Digits measured: about a second of work for `compact`, whose epochs take half a minute. */
const usualCount = 1_024;
/** Fewer have hardly a covariance. */
const leastCount = 16;

/** Digits measured after an epoch of so many images: measuring must not take longer than training. */
export const measuredDigits = (epochImages: number): number =>
  Math.min(usualCount, Math.max(leastCount, epochImages));

export interface EpochParts {
  /** Digits `first` … `first + count - 1` of a fixed series, as grey levels [count, 28, 28]. */
  readonly draw: (range: { first: number; count: number }) => Uint8Array;
  readonly count: number;
  readonly recogniser: Pick<Recogniser, 'featureCount' | 'recognise'>;
  /** Of real images. */
  readonly reference: Moments;
  /** What digit i is asked for; null where it is not, or where labels are no digits. */
  readonly labelOf: ((i: number) => number) | null;
}

/**
 * Measures digits: a generator's first ones, or real ones beside them.
 *
 * @param between called between two batches; what it throws ends the measuring
 * @throws RangeError when a measure is not finite
 */
export async function measureEpoch(
  { draw, count, recogniser, reference, labelOf }: EpochParts,
  between: () => Promise<void>,
): Promise<Omit<EpochQuality, 'test'>> {
  const probabilities = new Float32Array(count * classCount);
  const moments = new FeatureMoments(recogniser.featureCount);
  for (let first = 0; first < count; first += batch) {
    const digits = draw({ first, count: Math.min(batch, count - first) });
    const recognised = recogniser.recognise(digits);
    probabilities.set(recognised.probabilities, first * classCount);
    moments.add(recognised.features);
    await between();
  }
  const frechet = frechetDistance(reference, moments.moments());
  if (!Number.isFinite(frechet)) throw new RangeError(`the Fréchet distance is ${frechet}`);
  const asked = labelOf && agreement(topClasses(probabilities).classes, labelOf);
  return { ...classMeasures(probabilities), frechet, asked };
}
