import { z } from 'zod';
import { presetNames } from '../config/presets.js';
import { trainingConfigSchema } from '../config/validation.js';
import type { EngineRecord } from './runs.js';

/** What `digits doctor --json` prints and the Engine screen shows: names that scripts read. */
export interface Diagnosis {
  /** Natively: without the native engine it would take days. */
  readonly canTrain: boolean;
  readonly engine: {
    readonly backend: EngineRecord['backend'] | null;
    readonly version: string | null;
    readonly device: EngineRecord['device'] | null;
    /** Of the native engine's folder. */
    readonly path: string | null;
    readonly kernels: readonly string[];
  };
  readonly processor: {
    model: string;
    /** That can be used at once. */
    cores: number;
    /** Of a container, in processors, where that is why there are so few. */
    quota?: number;
    features: string[];
  };
  readonly precision: {
    /** What `--precision auto` means here. */
    readonly auto: EngineRecord['precision'] | null;
    readonly available: readonly EngineRecord['precision'][];
  };
  readonly cache: { readonly path: string; readonly bytes: number };
  readonly alternatives: readonly {
    engine: string;
    available: boolean;
    reason: string;
    remedy: string;
  }[];
  /** Why the engine does not start; null when it does. */
  readonly problem: string | null;
}

/** What of a training the time of a step depends on. */
export const speedQuestionSchema = trainingConfigSchema
  .pick({
    ...{ noiseDim: true, batchSize: true, dropout: true },
    ...{ averageDecay: true, guidance: true, precision: true },
    ...{ kind: true, traitWeight: true },
  })
  .extend({ preset: z.enum(presetNames) });
export type SpeedQuestion = z.infer<typeof speedQuestionSchema>;

export interface SpeedEstimate {
  readonly imagesPerSecond: number;
  /** ISO 8601. */
  readonly measuredAt: string;
}
