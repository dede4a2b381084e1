import { AppError } from '../../src-shared/contract/errors.js';
import type { Diagnosis } from '../../src-shared/contract/machine.js';
import type { EngineRecord } from '../../src-shared/contract/runs.js';
import { diagnoseEngines } from '../setup/diagnose.mjs';

/** Looks at the machine and starts the engine that is in place. Installs nothing. */
export async function diagnoseMachine(start: () => Promise<EngineRecord>): Promise<Diagnosis> {
  const [machine, { record, problem }] = await Promise.all([diagnoseEngines(), tryStart(start)]);
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

async function tryStart(start: () => Promise<EngineRecord>) {
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
  return record.kernels.includes('graph') ? ['float32', 'bfloat16'] : ['float32'];
}
