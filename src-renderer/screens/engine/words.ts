import type { Diagnosis } from '../../../src-shared/contract/machine.js';

const engineNames: Readonly<Record<string, string>> = {
  cuda: 'TensorFlow on an NVIDIA graphics card',
  cpu: 'TensorFlow on the processor',
  vendor: 'TensorFlow 2.9.1, as its makers built it',
  javascript: 'TensorFlow.js, without native code',
};

/** What an engine of the list of alternatives is called. */
export const engineName = (engine: string): string => engineNames[engine] ?? engine;

/** What computes here: "TensorFlow 2.21.0 on the processor". */
export function computesWith({ backend, version, device }: Diagnosis['engine']): string {
  if (backend === null) return 'No engine starts';
  const name = backend === 'tensorflow' ? 'TensorFlow' : 'TensorFlow.js';
  return `${name} ${version ?? ''} on the ${device === 'gpu' ? 'graphics card' : 'processor'}`;
}

/** A number format of the convolutions, and what it means for a training. */
export function precisionWords({ auto, available }: Diagnosis['precision']): string {
  if (auto === null) return 'Not known while no engine runs.';
  const also = available.filter((precision) => precision !== auto);
  const meaning =
    auto === 'bfloat16'
      ? 'bfloat16: short numbers, which this processor multiplies faster'
      : 'float32: full numbers, the fastest that this machine has';
  return also.length === 0 ? `${meaning}.` : `${meaning}. ${also.join(', ')} can be chosen too.`;
}
