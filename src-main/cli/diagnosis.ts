import type { Diagnosis } from '../../src-shared/contract/machine.js';
import { formatBytes } from '../setup/space.mjs';

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
