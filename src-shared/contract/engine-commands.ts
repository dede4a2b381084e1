import { z } from 'zod';
import { evaluatedDigits } from '../config/evaluating.js';
import { spreadField } from '../config/fields.js';
import { modelFormats } from '../config/model-formats.js';
import { presetNames } from '../config/presets.js';
import { recipeNames } from '../config/training.js';
import { composingFieldTypes, trainingConfigSchema } from '../config/validation.js';
import { ganNetworks } from '../networks/architecture.js';
import { classifierNames } from '../networks/classifiers.js';
import type { Condition } from '../networks/condition.js';
import type { LayerTable } from '../networks/layer-table.js';
import { command } from './command.js';
import type { ErrorData } from './errors.js';
import type { Evaluation, EvaluationProgress } from './evaluation.js';
import type { TrainingEvent } from './events.js';
import { speedQuestionSchema } from './machine.js';
import type { RecogniserRecord } from './recognisers.js';
import type { RunFile } from './run-views.js';
import { type BestEpoch, type EngineRecord, progressGridSchema, type RunState } from './runs.js';
import { searchName } from './searches.js';

/** Digits asked for one by one: see `WantedDigit`. */
export const wantedDigits = z
  .array(
    z.strictObject({
      label: z.int().min(0).max(255),
      hand: trainingConfigSchema.shape.seed,
      variant: z.int().nonnegative(),
      form: trainingConfigSchema.shape.seed.optional(),
    }),
  )
  .min(1)
  .max(1024);

/** Times the latent vector of digits: see `HandSettings`. */
export const spread = z.number().min(spreadField.min).max(spreadField.max);

/** What a run tells of a network that leaves it. */
export const networkOrigin = z.strictObject({
  /** Its name. */
  run: z.string(),
  preset: z.enum(presetNames),
  /** Epochs and steps that the network has learned for. */
  epoch: z.int().nonnegative(),
  step: z.int().nonnegative(),
  /** ISO 8601. */
  savedAt: z.string(),
  batchNormMomentum: trainingConfigSchema.shape.batchNormMomentum,
  dropout: trainingConfigSchema.shape.dropout,
});

const writeRequest = z.strictObject({
  /** A generator folder: model.json and weights.bin. */
  folder: z.string(),
  digits: wantedDigits,
  seed: trainingConfigSchema.shape.seed,
  slant: composingFieldTypes.slant,
  strokeWidth: composingFieldTypes.strokeWidth,
  spread: spread.optional(),
});

/** What the service asks of the engine's process. Paths are absolute. */
export const engineCommands = {
  /** Starts TensorFlow, or says what runs already. */
  start: command<EngineRecord>()(z.strictObject({})),

  /** A new training in a new or empty folder. Answers when it has ended. */
  train: command<TrainingOutcome>()(
    z.strictObject({
      folder: z.string(),
      /** Whether the folder is the first of many: where it is taken, the next that is free is made. */
      counted: z.boolean().optional(),
      name: z.string(),
      preset: z.enum(presetNames),
      recipe: z.enum(recipeNames),
      config: trainingConfigSchema,
      /** A folder or an images' file of another data set than MNIST. */
      dataPath: z.string().nullable(),
      limitImages: z.int().positive().nullable(),
      maxSteps: z.int().positive().nullable(),
      progressGrid: progressGridSchema,
      /** Networks to begin with: folders, or files of Keras. Their sizes are the training's. */
      from: z
        .strictObject({ generator: z.string(), discriminator: z.string().nullable() })
        .optional(),
      /** Trains without a native engine too, as slow as that is. */
      force: z.boolean(),
    }),
  ),

  /** Goes on from the last whole checkpoint. Answers when the training has ended. */
  resume: command<TrainingOutcome>()(
    z.strictObject({
      folder: z.string(),
      /** Train up to this many epochs in all; null keeps the number of the run. */
      epochs: trainingConfigSchema.shape.epochs.nullable(),
      /** From here on; left out, the run's own. */
      guidance: trainingConfigSchema.shape.guidance.optional(),
      maxSteps: z.int().positive().nullable(),
      force: z.boolean(),
      /** Where the run's images are now; left out, where its record says. */
      dataPath: z.string().optional(),
    }),
  ),

  /** Makes the training wait after the step under way, with a checkpoint; the event tells when. */
  pause: command<void>()(z.strictObject({})),

  /** Ends a pause. */
  goOn: command<void>()(z.strictObject({})),

  /**
   * Images per second of a training's steps, measured within five seconds, and some more the first
   * time that large convolutions are timed on a machine. Null without the native engine and when a
   * training begins meanwhile.
   */
  measure: command<number | null>()(speedQuestionSchema),

  /** Ends the training after the step under way, with a checkpoint. */
  stop: command<void>()(z.strictObject({})),

  /** Measures a generator's digits against real ones; its progress comes to the listener. */
  evaluate: command<Evaluation>()(
    z.strictObject({
      /** What its progress is told by. */
      search: searchName,
      /** A generator folder: model.json and weights.bin. */
      folder: z.string(),
      seed: trainingConfigSchema.shape.seed,
      count: z.int().min(evaluatedDigits.min).max(evaluatedDigits.max),
      /** Digits that recognisers are trained on, and how often; null for no such training. */
      deep: z.strictObject({ images: z.int().positive(), epochs: z.int().positive() }).nullable(),
    }),
  ),

  /** Digits `first` … `first + count - 1` of a seed, as grey levels [count, 28, 28]. */
  sample: command<Uint8Array>()(
    z.strictObject({
      /** A generator folder: model.json and weights.bin. */
      folder: z.string(),
      seed: trainingConfigSchema.shape.seed,
      first: z.int().nonnegative(),
      count: z.int().min(1).max(1024),
      precision: z.enum(['float32', 'bfloat16']),
    }),
  ),

  /** The same digits with what the shipped recogniser takes each for. */
  sampleRecognised: command<RecognisedDigits>()(
    z.strictObject({
      folder: z.string(),
      seed: trainingConfigSchema.shape.seed,
      first: z.int().nonnegative(),
      count: z.int().min(1).max(1024),
    }),
  ),

  /** The digits asked for, of a generator that knows labels, as grey levels [n, 28, 28]. */
  write: command<Uint8Array>()(writeRequest),

  /** The same digits with what the shipped recogniser takes each for. */
  writeRecognised: command<RecognisedDigits>()(writeRequest),

  /** And with what the second reader takes each for. */
  writeReadTwice: command<TwiceReadDigits>()(writeRequest),

  /** What a generator can be asked for; null for one that draws what comes. Starts no engine. */
  condition: command<Condition | null>()(z.strictObject({ folder: z.string() })),

  /** A sentence when a generator's weights are not those that were saved, else null. Starts no engine. */
  damage: command<string | null>()(z.strictObject({ folder: z.string() })),

  /** A network as files for another program. Starts no engine. */
  exportNetwork: command<RunFile[]>()(
    z.strictObject({
      /** Holds model.json and weights.bin of that network. */
      folder: z.string(),
      network: z.enum(ganNetworks),
      format: z.enum(modelFormats),
      /** Null for a folder that belongs to no run. */
      origin: networkOrigin.nullable(),
    }),
  ),

  /** Trains a recogniser, the judge or the second reader into a new or empty folder. Answers when it is written. */
  trainRecogniser: command<RecogniserRecord>()(
    z.strictObject({
      folder: z.string(),
      architecture: z.enum(classifierNames),
      epochs: trainingConfigSchema.shape.epochs,
      seed: trainingConfigSchema.shape.seed,
      limitImages: z.int().positive().nullable(),
    }),
  ),

  /** The layer table of a saved network. Starts no engine. */
  describe: command<LayerTable>()(z.strictObject({ folder: z.string() })),
} as const;

export interface RecognisedDigits {
  /** Grey levels [count, 28, 28], drawn in float32. */
  readonly pixels: Uint8Array;
  /** [count], 0 to 9. */
  readonly classes: Uint8Array;
  /** [count]: the probability of that class, in [0, 1]. */
  readonly confidences: Float32Array;
}

export interface TwiceReadDigits extends RecognisedDigits {
  /** [count]: what the second reader takes each for, 0 to 9. */
  readonly secondClasses: Uint8Array;
}

export interface TrainingOutcome {
  readonly state: RunState;
  readonly folder: string;
  readonly epoch: number;
  readonly step: number;
  readonly best: BestEpoch | null;
}

/**
 * What the engine's process tells its owner. The owner answers an event when it has dealt with it:
 * the picture of an epoch is on disk before the epoch's checkpoint counts. An error in the answer
 * (a full disk) ends the training.
 */
export interface EngineListener {
  event(event: TrainingEvent): Promise<ErrorData | null>;
  /** How far an evaluation is; the next batch comes after the answer, and an error in it ends the evaluation. */
  evaluation(progress: EvaluationProgress): Promise<ErrorData | null>;
}
