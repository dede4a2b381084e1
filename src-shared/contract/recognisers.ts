import { z } from 'zod';
import { classifierNames } from '../networks/classifiers.js';
import { engineRecordSchema } from './runs.js';

/** `recogniser.json`, the record of a recogniser's or judge's training, written last. */
export const recogniserFormatVersion = 1;

const share = z.number().min(0).max(1);

export const recogniserRecordSchema = z.looseObject({
  formatVersion: z.literal(recogniserFormatVersion),
  architecture: z.enum(classifierNames),
  seed: z.int().nonnegative(),
  epochs: z.int().positive(),
  trainingImages: z.looseObject({
    count: z.int().positive(),
    /** Of MNIST's training images, by their place in the file: pairs 0, 2, 4 … or 1, 3, 5 … */
    half: z.enum(['even pairs', 'odd pairs']),
    /** Images of that half that were kept for the temperature. */
    heldOut: z.int().positive(),
    sha256: z.string(),
  }),
  /** Logits are divided by it, so that a confidence is the share of right answers. */
  temperature: z.number().min(0.05).max(20),
  /** On MNIST's test images, which nothing was chosen by. */
  test: z.looseObject({
    images: z.int().positive(),
    accuracy: share,
    /** Mean negative log likelihood of the right class. */
    nll: z.number().nonnegative(),
    /** Expected calibration error over 15 bins. */
    ece: share,
  }),
  /** Images that are no digits, of which it learnt to be unsure; older records know none. */
  nonDigits: z
    .looseObject({
      /** Of the training, beside its digits. */
      perBatch: z.int().nonnegative(),
      /** Made of test images, which it did not learn from. */
      images: z.int().positive(),
      /** Share of those that it takes for a digit beyond doubt. */
      legible: share,
    })
    .optional(),
  /** Of the training. */
  seconds: z.number().nonnegative(),
  engine: engineRecordSchema,
  app: z.string(),
  createdAt: z.iso.datetime(),
});
export type RecogniserRecord = z.infer<typeof recogniserRecordSchema>;

/** After a step of a recogniser's training. */
export interface RecogniserProgress {
  /** From 1. */
  readonly epoch: number;
  readonly epochs: number;
  /** Steps done. */
  readonly step: number;
  readonly steps: number;
  /** Of the step's batch: the digits' cross-entropy, and a quarter of the non-digits' above its least. */
  readonly loss: number;
  /** Of the last seconds. */
  readonly imagesPerSecond: number;
  readonly secondsLeft: number;
}
