import * as tf from '@tensorflow/tfjs';
import type { Precision } from '../../../src-shared/config/training.js';
import { AppError, messageOf } from '../../../src-shared/contract/errors.js';
import type { EngineRecord } from '../../../src-shared/contract/runs.js';
import { type Engine, findEngine } from '../../setup/find-engine.mjs';
import { loadProblem } from '../../setup/load-problem.mjs';
import { loadNativeTensorFlow } from '../../setup/load-tensorflow.mjs';
import { installKernels, nativeKernels } from './kernels.js';
import { installLeakyReluGradient } from './leaky-relu-gradient.js';
import { nativeOps } from './native-ops.js';
import { fastestPrecision } from './tuning/fastest-precision.js';

/** What computes: the native engine when it is in place, else tfjs's own CPU backend. */
type Backend = Pick<EngineRecord, 'backend' | 'version' | 'device' | 'kernels'>;

let started: Promise<Backend> | null = null;

/** Starts TensorFlow once in a process; later calls get the same. */
export function startBackend(): Promise<Backend> {
  started ??= start();
  return started;
}

async function start(): Promise<Backend> {
  const engine = findEngine();
  if (engine === null) return startJavaScript();
  load(engine);
  await tf.ready();
  const native = nativeOps();
  if (native === null) return startJavaScript();
  installKernels(nativeKernels(native));
  installLeakyReluGradient(native);
  return {
    backend: 'tensorflow',
    version: native.binding.TF_Version,
    device: native.backend.isUsingGpuDevice ? 'gpu' : 'cpu',
    kernels: [
      ...(native.graphs ? ['graph'] : []),
      'fusedBatchNorm',
      'leakyReluGrad',
      'inPlaceAdam',
      'statelessDropout',
      'imageTable',
    ],
  };
}

/** @throws AppError ENGINE_UNAVAILABLE: what is in place can't be loaded */
function load(engine: Engine): void {
  try {
    loadNativeTensorFlow(engine);
  } catch (error) {
    const { directory } = engine;
    const problem = loadProblem(messageOf(error), directory);
    const words = problem
      ? `${problem.message} ${problem.remedy}`
      : `The native engine in ${directory} can't be loaded: it is damaged, or made for another system. Run \`digits engine remove\`, then \`digits engine install\`.`;
    throw new AppError(
      'ENGINE_UNAVAILABLE',
      `${words} DIGITS_ENGINE=javascript draws without it.`,
      { details: { path: directory }, cause: error },
    );
  }
}

async function startJavaScript(): Promise<Backend> {
  await tf.setBackend('cpu');
  await tf.ready();
  return { backend: 'javascript', version: tf.version.tfjs, device: 'cpu', kernels: [] };
}

/** The engine as a run records it, started if need be, with a precision in place of `auto`. */
export async function engineRecord(wanted: Precision): Promise<EngineRecord> {
  const backend = await startBackend();
  if (wanted === 'bfloat16' && !backend.kernels.includes('graph')) {
    throw new AppError(
      'ENGINE_UNAVAILABLE',
      'The precision bfloat16 needs the native engine as this program builds it, which is not in place. Choose another precision, or see digits doctor or the screen Engine for how to get the engine.',
    );
  }
  const precision = wanted === 'auto' ? await fastestPrecision(backend.version) : wanted;
  return { ...backend, precision };
}
