import { z } from 'zod';
import { presetNames } from '../config/presets.js';
import { recipeNames, trainingFields } from '../config/training.js';
import { trainingConfigSchema, withEarlierFields } from '../config/validation.js';
import { classCount } from '../networks/classifiers.js';
import { type Condition, conditionOf } from '../networks/condition.js';

/** `run.json`, the record of a training. Fields may be added, never renamed: see `formatVersion`. */
export const runFormatVersion = 1;

const runStates = ['training', 'paused', 'stopped', 'finished', 'failed'] as const;
export type RunState = (typeof runStates)[number];

const count = z.int().nonnegative();
const share = z.number().min(0).max(1);

/** Of the grid that shows an epoch's digits. */
export const mostGridSide = 20;
const gridSide = z.int().min(1).max(mostGridSide);

export const progressGridSchema = z.strictObject({ rows: gridSide, columns: gridSide });
export type ProgressGrid = z.infer<typeof progressGridSchema>;

/** What the recogniser says of some images. */
const recognisedImagesSchema = z.looseObject({
  /** Share that it is sure of: see `legibleConfidence`. */
  legible: share,
  /** Share taken for 0, 1, … 9. */
  classShare: z.array(share).length(classCount),
});
export type RecognisedImages = z.infer<typeof recognisedImagesSchema>;

/** For each label, images in each of its allographs. */
export const allographCountsSchema = z
  .array(z.array(z.int().nonnegative()).min(1).max(trainingFields.allographs.max))
  .min(1)
  .max(256);

const datasetRecordSchema = z.looseObject({
  name: z.string(),
  /** Training images used: fewer than the set holds when the training was limited. */
  images: z.int().positive(),
  /** Of the training images' file, after decompression. */
  sha256: z.string(),
  /** Where a data set other than the built-in MNIST was read; null for MNIST. */
  folder: z.string().nullable(),
  /** The images' file in that folder; missing for MNIST, and in records of before it was kept. */
  file: z.string().min(1).optional(),
  /** What the recogniser says of its own images; missing for MNIST and where it was not asked. */
  recognised: recognisedImagesSchema.optional(),
  /** What its images are labelled with, ascending; a conditional training needs them. */
  labels: z
    .array(z.int().min(0).max(255))
    .min(1)
    .max(256)
    .refine((labels) => labels.every((label, i) => i === 0 || label > (labels[i - 1] ?? 0)), {
      error: 'are not in ascending order',
    })
    .optional(),
  /** Of the labels' file, after decompression. */
  labelsSha256: z.string().optional(),
  /** See `Condition`; of a training that tells allographs apart. */
  allographs: allographCountsSchema.optional(),
});
export type DatasetRecord = z.infer<typeof datasetRecordSchema>;

export const engineRecordSchema = z.looseObject({
  /** `tensorflow` is the native engine, `javascript` tfjs's own CPU backend. */
  backend: z.enum(['tensorflow', 'javascript']),
  version: z.string(),
  device: z.enum(['cpu', 'gpu']),
  precision: z.enum(['float32', 'bfloat16']),
  /** The fast kernels in use. */
  kernels: z.array(z.string()),
});
export type EngineRecord = z.infer<typeof engineRecordSchema>;

const bestEpochSchema = z.looseObject({
  epoch: z.int().positive(),
  step: z.int().positive(),
  /** As its row of history.csv has them. */
  frechet: z.number(),
  legible: z.number(),
  classEntropy: z.number(),
});
export type BestEpoch = z.infer<typeof bestEpochSchema>;

const hasAllographs = (
  { allographs }: z.infer<typeof trainingConfigSchema>,
  { labels = [], allographs: counts = [] }: DatasetRecord,
): boolean =>
  allographs === 0
    ? counts.length === 0
    : counts.length === labels.length && counts.every(({ length }) => length === allographs);

export const runRecordSchema = z
  .looseObject({
    formatVersion: z.literal(runFormatVersion),
    name: z.string(),
    state: z.enum(runStates),
    createdAt: z.iso.datetime(),
    updatedAt: z.iso.datetime(),
    preset: z.enum(presetNames),
    recipe: z.enum(recipeNames),
    /** Fields that came later are filled in as they were before. */
    config: z.preprocess(withEarlierFields, trainingConfigSchema),
    dataset: datasetRecordSchema,
    engine: engineRecordSchema,
    /** What resumes have replaced in `config`, oldest first. */
    earlier: z
      .array(
        z.looseObject({
          untilStep: count,
          epochs: trainingConfigSchema.shape.epochs,
          guidance: trainingConfigSchema.shape.guidance,
        }),
      )
      .optional(),
    /** The model whose networks it began with, by their weights; missing where they were drawn. */
    beganWith: z
      .looseObject({
        name: z.string(),
        generatorSha256: z.string(),
        /** Null where its discriminator was drawn. */
        discriminatorSha256: z.string().nullable(),
      })
      .optional(),
    /** The recogniser that guides it, by its weights. */
    guide: z.looseObject({ sha256: z.string() }).optional(),
    progress: z.looseObject({ epoch: count, step: count, epochs: z.int().positive() }),
    progressGrid: progressGridSchema,
    /** The epoch whose generator lies in `best`; null before one was measured. */
    best: bestEpochSchema.nullable().default(null),
    app: z.string(),
  })
  .refine(({ config, dataset }) => config.kind !== 'conditional' || dataset.labels !== undefined, {
    path: ['dataset', 'labels'],
    error: 'is missing, and a conditional training needs the labels of its data set',
  })
  .refine(
    ({ config, dataset }) => config.kind !== 'conditional' || hasAllographs(config, dataset),
    {
      path: ['dataset', 'allographs'],
      error: 'must count the images of as many allographs for each label as the configuration says',
    },
  );
export type RunRecord = z.infer<typeof runRecordSchema>;

/** What the generator of a run can be asked for; null for a gan. */
export const conditionOfRun = ({
  config,
  dataset,
}: Pick<RunRecord, 'config' | 'dataset'>): Condition | null =>
  config.kind === 'conditional'
    ? conditionOf(config.noiseDim, dataset.labels ?? [], dataset.allographs)
    : null;
