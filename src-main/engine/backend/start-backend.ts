import { readFileSync } from 'node:fs';
import * as tf from '@tensorflow/tfjs';
import type { EngineRecord } from '../../../src-shared/contract/runs.js';
import type { Precision } from '../../../src-shared/config/training.js';
import { findEngine } from '../../setup/find-engine.mjs';
import { loadNativeTensorFlow } from '../../setup/load-tensorflow.mjs';
import { type ComputePrecision, installBfloat16Convolutions } from './bfloat16-convolutions.js';
import { installKernels, nativeKernels } from './kernels.js';
import { installLeakyReluGradient } from './leaky-relu-gradient.js';
import { nativeOps } from './native-ops.js';

/** What computes: the native engine when it is in place, else tfjs's own CPU backend. */
export interface Backend extends Omit<EngineRecord, 'precision'> {
  /** Turns `auto` into what this machine computes fastest in. */
  resolvePrecision(wanted: Precision): ComputePrecision;
}

let started: Promise<Backend> | null = null;

/** Starts TensorFlow once in a process; later calls get the same. */
export function startBackend(): Promise<Backend> {
  started ??= start();
  return started;
}

async function start(): Promise<Backend> {
  const engine = findEngine();
  if (engine === null) return startJavaScript();
  loadNativeTensorFlow(engine);
  await tf.ready();
  const native = nativeOps();
  if (native === null) return startJavaScript();
  installKernels(nativeKernels(native));
  installLeakyReluGradient(native);
  installBfloat16Convolutions(native);
  const gpu = native.backend.isUsingGpuDevice;
  return {
    backend: 'tensorflow',
    version: native.binding.TF_Version,
    device: gpu ? 'gpu' : 'cpu',
    kernels: ['fusedBatchNorm', 'leakyReluGrad', 'inPlaceAdam', 'statelessDropout', 'imageTable'],
    resolvePrecision: (wanted) => (wanted === 'auto' ? fastestPrecision(gpu) : wanted),
  };
}

async function startJavaScript(): Promise<Backend> {
  await tf.setBackend('cpu');
  await tf.ready();
  return {
    backend: 'javascript',
    version: tf.version.tfjs,
    device: 'cpu',
    kernels: [],
    // Its kernels know float32 alone.
    resolvePrecision: () => 'float32',
  };
}

/** Processors with bfloat16 instructions convolve twice as fast in it; elsewhere it would be slower. */
function fastestPrecision(gpu: boolean): ComputePrecision {
  if (gpu) return 'float32';
  return bfloat16Feature() === null ? 'float32' : 'bfloat16';
}

function bfloat16Feature(): string | null {
  try {
    const flags = readFileSync('/proc/cpuinfo', 'utf8');
    return /\b(amx_bf16|avx512_bf16)\b/.exec(flags)?.[1] ?? null;
  } catch {
    return null; // not Linux: no bfloat16 kernel has been measured there
  }
}
