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
  readonly processor: { model: string; cores: number; features: string[] };
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

export interface SpeedEstimate {
  readonly imagesPerSecond: number;
  /** ISO 8601. */
  readonly measuredAt: string;
}
