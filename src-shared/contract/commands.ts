import { z } from 'zod';
import { type ComposingConfig, mostReplaced } from '../config/composing.js';
import { evaluatedDigits } from '../config/evaluating.js';
import { modelFormats } from '../config/model-formats.js';
import { pictureFormats } from '../config/picture-formats.js';
import { presetNames } from '../config/presets.js';
import { checkRunName, plainRunName } from '../config/run-name.js';
import { mostCharactersOnSheet, mostOnSheet } from '../config/sheet.js';
import { recipeNames } from '../config/training.js';
import {
  composingConfigSchema,
  gridSide,
  lookSchema,
  sheetSchema,
  trainingConfigSchema,
} from '../config/validation.js';
import { ganNetworks } from '../networks/architecture.js';
import { classifierNames } from '../networks/classifiers.js';
import { type Command, command } from './command.js';
import type { CommandName } from './command-names.js';
import {
  type DatasetPlace,
  type DatasetSummary,
  datasetCommands,
  datasetIdSchema,
} from './data-sets.js';
import type { ComposedNumber, DigitGrid, NetworkTables, NumberSheet } from './drawings.js';
import { spread, type TwiceReadDigits, wantedDigits } from './engine-commands.js';
import type { Evaluation } from './evaluation.js';
import { type Diagnosis, type SpeedEstimate, speedQuestionSchema } from './machine.js';
import { isRunId, runOfBest } from './model-ids.js';
import type { RecogniserRecord } from './recognisers.js';
import type { FoundModel, RunDetails, RunFile, RunLosses, RunSummary } from './run-views.js';
import { type EngineRecord, progressGridSchema } from './runs.js';
import { gridSelection, handRequest, searchName } from './searches.js';
import type { StartedTraining, TrainingSnapshot } from './training-views.js';

const { seed, epochs, guidance, noiseDim, kind } = trainingConfigSchema.shape;
const nothing = z.strictObject({});

/** What a run is to be called; comes out as it will be. */
const runNameSchema = z
  .custom<string>((value) => checkRunName(value) === null, {
    error: ({ input }) => `The name of the run ${checkRunName(input)}`,
  })
  .transform(plainRunName);

/**
 * Other digits in the place of some, in the order given. `position` counts the digits alone, from 0. The
 * digit taken is the first of the series from `index` on that could stand there (ink, legibility, of a
 * text the class) and that the number does not use: neither as first written nor by an entry before. With
 * an `index` beyond all digits that the number has shown, an entry gives the same digit again whatever
 * comes before or after it.
 */
export const replacedDigits = z
  .array(z.strictObject({ position: z.int().nonnegative(), index: z.int().nonnegative() }))
  .max(mostReplaced);

/** Of numbers, with the digits drawn again. */
const charactersOf = (
  numbers: readonly { config: ComposingConfig; replaced?: readonly unknown[] | undefined }[],
): number =>
  numbers.reduce(
    (sum, { config: { number, digits }, replaced = [] }) =>
      sum + (number === null ? digits : number.length) + replaced.length,
    0,
  );

const trainingRequest = z.strictObject({
  preset: z.enum(presetNames).optional(),
  recipe: z.enum(recipeNames).optional(),
  /** What differs from the recipe. */
  config: trainingConfigSchema.partial(),
  limitImages: z.int().positive().optional(),
  maxSteps: z.int().positive().optional(),
  progressGrid: progressGridSchema.optional(),
  /** Name of the run in the data directory; drawn from the date when left out. */
  name: runNameSchema.optional(),
  force: z.boolean().optional(),
});

const resumeRequest = z.strictObject({
  epochs: epochs.optional(),
  guidance: guidance.optional(),
  maxSteps: z.int().positive().optional(),
  force: z.boolean().optional(),
});

/** The commands over what counts as a reference to a run, and to a model. */
function commandsWith({ run, model: named }: Record<'run' | 'model', z.ZodType<string>>) {
  /** Left out, the model that comes with the program. */
  const model = named.optional();
  return {
    /** Which engine computes, starting it if need be. */
    'engine.start': command<EngineRecord>()(nothing),

    /** What the machine can compute with, and what would help; starts the engine that is in place. */
    'engine.diagnose': command<Diagnosis>()(nothing),

    /** Answers as soon as the training runs; the rest comes as events, up to its end. */
    /** `from`: a model whose networks the training begins with, with optimizers of its own. */
    'training.start': command<StartedTraining>()(trainingRequest.extend({ from: model })),

    'training.resume': command<StartedTraining>()(resumeRequest.extend({ run })),

    /** Waits after the step under way, with a checkpoint; answers when it does. */
    'training.pause': command<void>()(nothing),

    /** Ends a pause. */
    'training.continue': command<void>()(nothing),

    /** Ends the training after the step under way, with a checkpoint. */
    'training.stop': command<void>()(nothing),

    /** The training under way, as a page that has just been opened needs it. */
    'training.current': command<TrainingSnapshot | null>()(nothing),

    /**
     * Images per second of a training on this machine: remembered, or measured within five seconds.
     * Null while something else trains.
     */
    'training.estimate': command<SpeedEstimate | null>()(speedQuestionSchema),

    /** The runs of the data directory and the folders opened, the latest first, then the shipped model. */
    'runs.list': command<RunSummary[]>()(nothing),

    'runs.show': command<RunDetails>()(z.strictObject({ run })),

    /** Both losses of every step. */
    'runs.losses': command<RunLosses>()(z.strictObject({ run })),

    /** The grid of an epoch, a PNG; of epoch 0 what the generator drew before it learned. */
    'runs.picture': command<Uint8Array>()(z.strictObject({ run, epoch: z.int().nonnegative() })),

    /** The progress GIF or the plot of the losses up to now. */
    'runs.export': command<RunFile>()(z.strictObject({ run, what: z.enum(['gif', 'losses']) })),

    'runs.rename': command<RunSummary>()(z.strictObject({ run, name: runNameSchema })),

    /** Moves a run to the system's bin. */
    'runs.delete': command<void>()(z.strictObject({ run })),

    /**
     * A network of a model as files for other programs: `generator.keras`, `generator.onnx`, or
     * `model.json` and `weights.bin`. The same network is the same bytes. NOT_FOUND for a discriminator
     * that was not kept.
     */
    'model.export': command<RunFile[]>()(
      z.strictObject({ model, network: z.enum(ganNetworks), format: z.enum(modelFormats) }),
    ),

    /**
     * Measures the first `count` digits of a seed beside real ones. Goes on while who asks waits for it, and
     * between the steps of a training.
     */
    'model.evaluate': command<Evaluation>()(
      z.strictObject({
        model,
        seed,
        count: z.int().min(evaluatedDigits.min).max(evaluatedDigits.max),
        /** Whether recognisers are trained on generated and on real digits: some minutes more. */
        deep: z.boolean().default(false),
        search: searchName.optional(),
      }),
    ),

    /**
     * Digits of a seed's series as grey levels, [count, 28, 28]. A conditional model draws one after the
     * other of the labels (all that it knows, unless told), and all of them again in the next hand.
     * INVALID_MODEL when labels or a hand are asked of a model that knows none.
     */
    'digits.sample': command<Uint8Array>()(
      z.strictObject({
        model,
        seed,
        labels: z.array(z.int().min(0).max(255)).min(1).max(256).optional(),
        ...handRequest,
        first: z.int().nonnegative(),
        count: z.int().min(1).max(1024),
      }),
    ),

    /**
     * A picture of digits of a seed, the first of its series that fit. A search that finds none for
     * 2,000 digits in a row ends: what it has found is shown. A conditional model writes the classes one
     * after the other (all of them, unless told), and all of them again in the next hand: with as many
     * columns as classes, each row is a hand. A digit that is less legible than asked for is written anew
     * by the same hand.
     */
    'digits.grid': command<DigitGrid>()(
      z
        .strictObject({
          model,
          seed,
          rows: gridSide,
          columns: gridSide,
          ...gridSelection,
          ...handRequest,
          search: searchName.optional(),
        })
        .refine(({ rejected, legibility }) => !rejected || typeof legibility === 'number', {
          error: 'Nothing is rejected without a legibility: choose one to see what is below it',
        }),
    ),

    /**
     * A number in handwritten digits, in a look (the network's pixels, unless told) and a format (PNG,
     * unless told). BAD_INPUT when the picture would be too large. The seed's series is gone through once: each digit
     * that is legible takes the first place that still waits for its class (of any number, the next
     * place). INVALID_MODEL, naming the classes, when 2,000 digits in a row fill no place.
     *
     * A conditional model is asked for the number's digits, all in one hand unless told; of any number,
     * for those of the seed. A digit that is less legible than asked for is written anew by the same hand.
     */
    'number.compose': command<ComposedNumber>()(
      z.strictObject({
        model,
        config: composingConfigSchema,
        replaced: replacedDigits.optional(),
        look: lookSchema.optional(),
        format: z.enum(pictureFormats).optional(),
        search: searchName.optional(),
      }),
    ),

    /**
     * Numbers on pages of paper, each written as by 'number.compose', in one look at the scale that the
     * page has room for. A PDF has all pages, other formats one.
     */
    'numbers.sheet': command<NumberSheet>()(
      z.strictObject({
        model,
        numbers: z
          .array(
            z.strictObject({ config: composingConfigSchema, replaced: replacedDigits.optional() }),
          )
          .min(1)
          .max(mostOnSheet)
          .refine((numbers) => charactersOf(numbers) <= mostCharactersOnSheet, {
            error: `The numbers have more than ${mostCharactersOnSheet.toLocaleString('en-US')} characters in all: lay them on several sheets`,
          }),
        look: lookSchema,
        sheet: sheetSchema,
        format: z.enum(pictureFormats),
        /** Which page, from 0; left out, the first. */
        page: z.int().nonnegative().optional(),
        search: searchName.optional(),
      }),
    ),

    /** Ends a search under way; does nothing when there is none of that name. */
    'search.stop': command<void>()(z.strictObject({ search: searchName })),

    'networks.describe': command<NetworkTables>()(
      z.union([
        z.strictObject({
          preset: z.enum(presetNames),
          noiseDim,
          kind: kind.optional(),
        }),
        z.strictObject({ model: run }),
      ]),
    ),

    ...datasetCommands,
  } as const satisfies Record<CommandName, Command<unknown, unknown>>;
}

/** A run's name, the id of a folder that can't be called by its own, or the shipped model's. Never a path. */
export const runIdSchema = z.string().refine(isRunId, { error: 'must be the name of a run' });

/** A run, for its last generator, or that of its best epoch: see `modelId`. */
const modelIdSchema = z.string().refine((id) => isRunId(runOfBest(id) ?? id), {
  error: 'must be the name of a run, or that of its best epoch',
});

/** Everything that a page may ask. It names runs and never a path of the machine they lie on. */
export const commands = commandsWith({ run: runIdSchema, model: modelIdSchema });

/** What a shell may ask that acts for the person at this machine: paths are theirs to give. */
export const localCommands = {
  /** A run is its name or an absolute path: a run folder, for a model a generator folder as well. */
  ...commandsWith({ run: z.string().min(1), model: z.string().min(1) }),

  'training.start': command<StartedTraining>()(
    trainingRequest.extend({
      /** A model, see above; here it may be a path. */
      from: z.string().min(1).optional(),
      /** A folder or an images' file of another data set than MNIST. */
      dataPath: z.string().min(1).optional(),
      /** The run folder itself, instead of one in the data directory. */
      folder: z.string().min(1).optional(),
    }),
  ),

  'training.resume': command<StartedTraining>()(
    resumeRequest.extend({
      run: z.string().min(1),
      /** Where the run's own images are, which must be the same; a run from elsewhere is not asked. */
      dataPath: z.string().min(1).optional(),
    }),
  ),

  /** Adds a run folder that lies elsewhere to the list of runs, when it can be read. */
  'runs.open': command<RunSummary>()(z.strictObject({ folder: z.string() })),

  /** Adds a data set that lies elsewhere to the list. NOT_FOUND when it is none. */
  'datasets.open': command<DatasetSummary>()(z.strictObject({ folder: z.string() })),

  /** Takes one that lies elsewhere off the list; it stays where it lies. */
  'datasets.forget': command<void>()(z.strictObject({ dataset: datasetIdSchema })),

  /** Lets data sets be made in a folder that a person chose. */
  'datasets.place': command<DatasetPlace>()(z.strictObject({ folder: z.string() })),

  /** Trains a recogniser, the judge or the second reader into a new or empty folder; events tell how far it is. */
  'recogniser.train': command<RecogniserRecord>()(
    z.strictObject({
      folder: z.string(),
      architecture: z.enum(classifierNames),
      epochs,
      seed: seed.optional(),
      limitImages: z.int().positive().optional(),
    }),
  ),

  /**
   * Digits that a conditional model is asked for one by one, with what the recogniser and the second
   * reader take each for. INVALID_MODEL for a model that draws what comes.
   */
  'digits.read': command<TwiceReadDigits>()(
    z.strictObject({ model: z.string().min(1).optional(), seed, digits: wantedDigits, spread }),
  ),

  /** Which generator folder a model's name stands for, and what it can be asked for. */
  'model.find': command<FoundModel>()(z.strictObject({ model: z.string().min(1).optional() })),
} as const;
