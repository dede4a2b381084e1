import { z } from 'zod';
import { presetNames } from '../config/presets.js';
import { recipeNames } from '../config/training.js';
import { composingConfigSchema, trainingConfigSchema } from '../config/validation.js';
import type { LayerTable } from '../networks/layer-table.js';
import { command } from './command.js';
import { type EngineRecord, progressGridSchema, type RunState } from './runs.js';

const seed = trainingConfigSchema.shape.seed;

/** A run folder or the name of a run in the data directory. */
const run = z.string().min(1);

/** A run, or a generator folder; left out, the most recent run that has a generator. */
const model = z.string().min(1).optional();

/** Everything a shell can ask of the program. */
export const commands = {
  /** Which engine computes, starting it if need be. */
  'engine.start': command<EngineRecord>()(z.strictObject({})),

  /** Answers as soon as the training runs; the rest comes as events, up to `finished` or `failed`. */
  'training.start': command<StartedTraining>()(
    z.strictObject({
      preset: z.enum(presetNames).optional(),
      recipe: z.enum(recipeNames).optional(),
      /** What differs from the recipe. */
      config: trainingConfigSchema.partial(),
      dataFolder: z.string().optional(),
      limitImages: z.int().positive().optional(),
      maxSteps: z.int().positive().optional(),
      progressGrid: progressGridSchema.optional(),
      /** Name of the run in the data directory; drawn from the date when left out. */
      name: z.string().optional(),
      /** The run folder itself, instead of one in the data directory. */
      folder: z.string().optional(),
      force: z.boolean().optional(),
    }),
  ),

  'training.resume': command<StartedTraining>()(
    z.strictObject({
      run,
      epochs: trainingConfigSchema.shape.epochs.optional(),
      maxSteps: z.int().positive().optional(),
      force: z.boolean().optional(),
    }),
  ),

  'training.stop': command<void>()(z.strictObject({})),

  /** The runs of the data directory, the latest first. */
  'runs.list': command<RunSummary[]>()(z.strictObject({})),

  /** Which generator folder a model's name stands for. */
  'model.find': command<FoundModel>()(z.strictObject({ model })),

  /** Digits as grey levels, [count, 28, 28]. */
  'digits.sample': command<Uint8Array>()(
    z.strictObject({
      model,
      seed,
      first: z.int().nonnegative(),
      count: z.int().min(1).max(1024),
    }),
  ),

  /** A handwritten number, as a grey PNG. */
  'number.compose': command<ComposedNumber>()(
    z.strictObject({ model, config: composingConfigSchema }),
  ),

  'networks.describe': command<NetworkTables>()(
    z.union([
      z.strictObject({
        preset: z.enum(presetNames),
        noiseDim: trainingConfigSchema.shape.noiseDim,
      }),
      z.strictObject({ model: z.string().min(1) }),
    ]),
  ),
} as const;

export interface StartedTraining {
  readonly run: string;
  readonly folder: string;
}

export interface RunSummary {
  readonly name: string;
  readonly folder: string;
  /** `interrupted`: says it trains, but no process does. `broken`: its record can't be read. */
  readonly state: RunState | 'interrupted' | 'broken';
  readonly preset: string;
  readonly createdAt: string;
  readonly updatedAt: string;
  readonly epoch: number;
  readonly step: number;
  readonly epochs: number;
}

export interface FoundModel {
  /** Holds model.json and weights.bin of the generator. */
  readonly generatorFolder: string;
  /** Null for a generator folder that belongs to no run. */
  readonly runFolder: string | null;
}

export interface ComposedNumber {
  readonly png: Uint8Array;
  /** Pixels. */
  readonly width: number;
  readonly height: number;
  /** Digits drawn again because they had no ink. */
  readonly drawnAgain: number;
}

export interface NetworkTables {
  readonly preset: string | null;
  readonly generator: LayerTable;
  /** Null where a folder holds a generator alone. */
  readonly discriminator: LayerTable | null;
}
