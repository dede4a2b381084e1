import {
  installKernels,
  type Kernels,
  nativeKernels,
  plainKernels,
} from '../../src-main/engine/backend/kernels.js';
import {
  type GraphBinding,
  type NativeOps,
  nativeOps,
} from '../../src-main/engine/backend/native-ops.js';
import { startBackend } from '../../src-main/engine/backend/start-backend.js';

export interface NativeKernels {
  readonly native: NativeOps;
  readonly graphs: GraphBinding;
  /** The native engine's kernels, which are installed. */
  readonly fast: Kernels;
  /** The plain kernels, but for the random numbers: dropout draws what the fast ones draw. */
  readonly plain: Kernels;
}

/** Starts the native engine; throws where it cannot compile graphs. */
export async function startNativeKernels(): Promise<NativeKernels> {
  await startBackend();
  const native = nativeOps();
  if (!native?.graphs) throw new Error('these tests need the native engine with its graphs');
  const fast = nativeKernels(native);
  installKernels(fast);
  const plain = { ...plainKernels, randomUniform: fast.randomUniform };
  return { native, graphs: native.graphs, fast, plain };
}

/** What `work` gives with other kernels installed. */
export function withKernels<Result>(
  { used, after }: { used: Kernels; after: Kernels },
  work: () => Result,
): Result {
  installKernels(used);
  try {
    return work();
  } finally {
    installKernels(after);
  }
}

/** Tensors alive, in tfjs and in TensorFlow. */
export function tensorCounts({ native }: NativeKernels, memory: () => { numTensors: number }) {
  return { tfjs: memory().numTensors, tensorflow: native.binding.getNumOfTensors() };
}
