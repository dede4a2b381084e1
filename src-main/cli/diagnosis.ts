import { AppError } from '../../src-shared/contract/errors.js';
import type { EngineRecord } from '../../src-shared/contract/runs.js';
import { diagnoseEngines } from '../setup/diagnose.mjs';
import { formatBytes } from '../setup/space.mjs';
import type { Cli } from './cli.js';
import { withService } from './with-service.js';

/** What `digits doctor --json` prints: names that scripts read. */
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

/** Looks at the machine and starts the engine that is in place. Installs nothing. */
export async function diagnose(cli: Cli): Promise<Diagnosis> {
  const [machine, started] = await withService(cli, ({ service, interrupts }) =>
    interrupts.race(
      Promise.all([diagnoseEngines(), startEngine(() => service.call['engine.start']({}))]),
    ),
  );
  const { record, problem } = started;
  return {
    canTrain: record?.backend === 'tensorflow',
    engine: {
      backend: record?.backend ?? null,
      version: record?.version ?? null,
      device: record?.device ?? null,
      path: machine.installed?.directory ?? null,
      kernels: record?.kernels ?? [],
    },
    processor: machine.processor,
    precision: { auto: record?.precision ?? null, available: precisions(record) },
    cache: machine.cache,
    alternatives: machine.alternatives,
    problem,
  };
}

async function startEngine(start: () => Promise<EngineRecord>) {
  try {
    return { record: await start(), problem: null };
  } catch (error) {
    // That it does not start is what the person wants to know, not a failure of the question.
    if (error instanceof AppError) return { record: null, problem: error.message };
    throw error;
  }
}

/** The native engine computes bfloat16 everywhere, though it is fast only where auto takes it. */
function precisions(record: EngineRecord | null): EngineRecord['precision'][] {
  if (record === null) return [];
  return record.backend === 'tensorflow' ? ['float32', 'bfloat16'] : ['float32'];
}

/** The diagnosis in words. */
export function diagnosisLines(diagnosis: Diagnosis): string[] {
  const { engine, processor, precision, cache, alternatives, problem, canTrain } = diagnosis;
  const features = processor.features.length === 0 ? 'not known' : processor.features.join(', ');
  return [
    canTrain
      ? 'Training can run on this machine, with the native engine.'
      : 'Training can not run natively on this machine as it is; generating and composing can.',
    ...(problem === null ? [] : [`The engine does not start: ${problem}`]),
    '',
    `Engine      ${engineWords(engine)}`,
    ...(engine.path === null ? [] : [`            in ${engine.path}`]),
    `Processor   ${processor.model}, ${processor.cores} cores (${features})`,
    `Precision   ${precision.auto ?? 'not known'} (--precision auto; available: ${precision.available.join(', ')})`,
    `Cache       ${cache.path} (${formatBytes(cache.bytes)})`,
    ...(alternatives.length === 0 ? [] : ['', 'Other engines:']),
    ...alternatives.map(
      ({ engine: name, available, reason, remedy }) =>
        `  ${engineNames[name] ?? name}: ${available ? 'possible' : 'not possible'}. ${`${reason} ${remedy}`.trim()}`,
    ),
  ];
}

const engineNames: Readonly<Record<string, string>> = {
  cuda: 'TensorFlow on an NVIDIA GPU',
  cpu: 'TensorFlow on the processor',
  vendor: 'TensorFlow 2.9.1, prebuilt',
  javascript: 'TensorFlow.js',
};

function engineWords({ backend, version, device, kernels }: Diagnosis['engine']): string {
  if (backend === null) return 'none starts';
  const name = backend === 'tensorflow' ? 'TensorFlow' : 'TensorFlow.js, without native code,';
  const place = device === 'gpu' ? 'on the GPU' : 'on the processor';
  const fast = kernels.length === 0 ? '' : ` (fast kernels: ${kernels.join(', ')})`;
  return `${name} ${version} ${place}${fast}`;
}
