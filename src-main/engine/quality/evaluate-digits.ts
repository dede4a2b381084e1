import type { Evaluation, TrainOnGenerated } from '../../../src-shared/contract/evaluation.js';
import { classCount } from '../../../src-shared/networks/classifiers.js';
import type { Recogniser } from '../recogniser/recogniser.js';
import { agreement, agreementByLabel } from './agreement.js';
import { AskedDigits, type AskedSeries } from './asked-digits.js';
import { classMeasures } from './class-measures.js';
import { doJobs, type Job, type JobProgress } from './do-jobs.js';
import { evenly, evenlyPlaced, imagesOf } from './evenly.js';
import { FeatureMoments } from './feature-moments.js';
import { frechetDistance } from './frechet-distance.js';
import { NearestImages } from './nearest-images.js';
import { summariseDistances } from './summarise-distances.js';
import { topClasses } from './top-classes.js';

const digitPixels = 28 * 28;
/** Digits looked at for memorisation. */
const mostCompared = 1_000;
/** Images of a batch: some tenths of a second on two cores at most. */
const batches = { drawing: 128, recognising: 512, comparing: 2_000 } as const;

export interface EvaluationParts {
  /** Digits `first` … `first + count - 1`, as grey levels [count, 28, 28]. */
  readonly draw: (range: { first: number; count: number }) => Uint8Array;
  readonly count: number;
  readonly recogniser: Pick<Recogniser, 'featureCount' | 'recognise'>;
  /** Real images, [n, 28, 28] grey levels. */
  readonly training: Uint8Array;
  readonly test: Uint8Array;
  /** Of the test images, [n]. */
  readonly testLabels: Uint8Array;
  /** Of digits that are asked for: what digit i is, by which hand; null where they are not asked for. */
  readonly asked: AskedSeries | null;
  /** More to do, and what comes of it. */
  readonly deep?: { jobs(): Job[]; result(): TrainOnGenerated };
}

/**
 * Measures digits against real ones. What the size of a sample does to a measure, it does to the
 * real test images' beside it: as many of them are taken, evenly from all.
 *
 * @param between called between two batches; what it throws ends the evaluation
 */
export async function evaluateDigits(
  parts: EvaluationParts,
  between: (progress: JobProgress) => Promise<void>,
): Promise<Evaluation> {
  const { count, recogniser, training, test, testLabels, asked, deep } = parts;
  const sample = Math.min(count, mostCompared);
  const compared = new Uint8Array(sample * digitPixels);
  const probabilities = new Float32Array(count * classCount);
  const beside = evenlyPlaced(testLabels.length, count);
  const besideProbabilities = new Float32Array(beside.length * classCount);
  const askedFor = asked && new AskedDigits(asked, { count, testLabels, recogniser });
  const moments = () => new FeatureMoments(recogniser.featureCount);
  const [generated, real, floor] = [moments(), moments(), moments()];

  const drawing: Job = {
    stage: 'drawing',
    total: count,
    batch: batches.drawing,
    work({ first, ...range }) {
      const digits = parts.draw({ first, ...range });
      const recognised = recogniser.recognise(digits);
      probabilities.set(recognised.probabilities, first * classCount);
      generated.add(recognised.features);
      askedFor?.addDrawn(first, digits, recognised);
      const kept = Math.max(0, sample - first) * digitPixels;
      compared.set(digits.subarray(0, kept), Math.min(first, sample) * digitPixels);
    },
  };
  const recognising = (
    images: Uint8Array,
    take: (recognised: ReturnType<Recogniser['recognise']>, first: number) => void,
  ): Job => ({
    stage: 'recognising',
    total: images.length / digitPixels,
    batch: batches.recognising,
    work: (range) => take(recogniser.recognise(imagesOf(images, range)), range.first),
  });
  const comparing = (search: NearestImages): Job => ({
    stage: 'comparing',
    total: training.length / digitPixels,
    batch: batches.comparing,
    work: ({ first, count: images }) => search.compare(first, images),
  });
  const nearestToTest = new NearestImages(evenly(test, sample), training);
  const nearestToGenerated = new NearestImages(compared, training);

  await doJobs(
    [
      drawing,
      recognising(training, ({ features }) => real.add(features)),
      recognising(evenly(test, count), ({ features, probabilities: found }, first) => {
        floor.add(features);
        besideProbabilities.set(found, first * classCount);
        askedFor?.addReal(first, features);
      }),
      comparing(nearestToTest),
      comparing(nearestToGenerated),
      ...(deep?.jobs() ?? []),
    ],
    between,
  );

  const reference = real.moments();
  const { classes } = topClasses(besideProbabilities);
  const labelOf = (i: number) => testLabels[beside[i] ?? 0] ?? 0;
  return {
    count,
    ...classMeasures(probabilities),
    frechet: {
      value: frechetDistance(reference, generated.moments()),
      floor: frechetDistance(reference, floor.moments()),
    },
    asked: askedFor?.result() ?? null,
    test: {
      ...classMeasures(besideProbabilities),
      agreement: agreement(classes, labelOf),
      agreementByLabel: agreementByLabel(classes, labelOf),
    },
    memorisation: {
      sample,
      generated: summariseDistances(nearestToGenerated.distances()),
      test: summariseDistances(nearestToTest.distances()),
    },
    ...(deep && { trainOnGenerated: deep.result() }),
  };
}
