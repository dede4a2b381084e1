import { stepsPerEpoch } from '../../../src-shared/config/training.js';
import { AppError } from '../../../src-shared/contract/errors.js';
import type { LabelledImages } from '../../files/idx/mnist.js';
import { epochBatches } from '../data/epoch-batches.js';
import type { RecogniserTrainer } from './recogniser-trainer.js';
import { trainingBatch } from './training-batch.js';

/** Digits in a batch. */
const batchSize = 128;

/** How a classifier is trained. */
export interface ClassifierPlan {
  readonly digits: Pick<LabelledImages, 'images' | 'labels' | 'count'>;
  readonly epochs: number;
  readonly seed: number;
  /** In each batch, beside the digits. */
  readonly nonDigits: number;
}

interface ClassifierStep {
  /** From 1. */
  readonly epoch: number;
  /** Steps done. */
  readonly step: number;
  /** Digits of the batch. */
  readonly images: number;
  readonly loss: number;
}

/** Steps of a whole training. @param images digits */
export const classifierSteps = (images: number, epochs: number): number =>
  epochs * stepsPerEpoch({ images, batchSize });

/**
 * Trains a classifier, a step each time the next one is asked for, to the end of the plan.
 *
 * @throws AppError DIVERGED
 */
export function* trainClassifier(
  trainer: RecogniserTrainer,
  { digits, epochs, seed, nonDigits }: ClassifierPlan,
): Generator<ClassifierStep> {
  let [step, firstImage] = [0, 0];
  for (let epoch = 0; epoch < epochs; epoch++) {
    const plan = { images: digits.count, batchSize, seed };
    for (const indices of epochBatches(plan, { epoch, firstBatch: 0 })) {
      const place = { seed, step, firstImage, nonDigits };
      const loss = trainer.step(trainingBatch(digits, indices, place), step);
      step++;
      firstImage += indices.length;
      if (!Number.isFinite(loss)) {
        throw new AppError(
          'DIVERGED',
          `The training diverged at step ${step}: its loss became ${loss}. Start again with another seed.`,
        );
      }
      yield { epoch: epoch + 1, step, images: indices.length, loss };
    }
  }
}
