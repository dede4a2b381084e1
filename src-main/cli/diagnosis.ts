import type { Diagnosis } from '../../src-shared/contract/machine.js';
import { HOME_REMEDY, lacksHome } from '../setup/directories.mjs';
import { formatBytes } from '../setup/space.mjs';

/** The diagnosis in words. */
export function diagnosisLines(diagnosis: Diagnosis): string[] {
  const { engine, processor, precision, cache, alternatives, problem } = diagnosis;
  const features = processor.features.length === 0 ? 'not known' : processor.features.join(', ');
  return [
    verdict(diagnosis),
    ...(problem === null ? [] : [`The engine does not start: ${problem}`]),
    '',
    `Engine      ${engineWords(engine)}`,
    ...(engine.path === null ? [] : [`            in ${engine.path}`]),
    `Processor   ${processor.model}, ${coreWords(processor)} (${features})`,
    `Precision   ${precision.auto ?? 'not known'} (--precision auto; available: ${precision.available.join(', ')})`,
    `Cache       ${lacksHome(cache.path) ? `none: this user has no home directory. ${HOME_REMEDY}` : `${cache.path} (${formatBytes(cache.bytes)})`}`,
    ...(alternatives.length === 0 ? [] : ['', 'Other engines:']),
    ...alternatives.map(
      ({ engine: name, available, reason, remedy }) =>
        `  ${engineNames[name] ?? name}: ${available ? 'possible' : 'not possible'}. ${`${reason} ${remedy}`.trim()}`,
    ),
  ];
}

function verdict({ canTrain, problem }: Diagnosis): string {
  if (canTrain) return 'Training can run on this machine, with the native engine.';
  if (problem !== null) return 'Nothing can be computed on this machine as it is.';
  return 'Training can not run natively on this machine as it is; generating and composing can.';
}

/** Of a container with a quota, such as 1.5 processors, both. */
function coreWords({ cores, quota }: Diagnosis['processor']): string {
  const count = `${cores} ${cores === 1 ? 'core' : 'cores'}`;
  if (quota === undefined) return count;
  return `${count} of use under a quota of ${Number(quota.toFixed(2))} (as of a container)`;
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
