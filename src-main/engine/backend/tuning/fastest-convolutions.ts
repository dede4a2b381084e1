import type { EngineRecord } from '../../../../src-shared/contract/runs.js';
import type { ConvolutionPlan } from '../graph/convolution-plan.js';
import {
  type Convolution,
  type ConvolutionMethod,
  convolutionMethods,
  convolutionName,
} from '../graph/convolutions.js';
import { nativeOps } from '../native-ops.js';
import type { ComputePrecision } from '../precision.js';
import { rememberedChoice } from './machine-choices.js';
import { fastestMethod } from './time-convolution.js';

export interface BatchedConvolution {
  readonly convolution: Convolution;
  readonly batch: number;
}

/** Below it, TensorFlow's own op has always been the fastest, and a plan is the same everywhere. */
const worthMeasuring = 1e9; // floating-point operations

/** What is faster for a batch is faster for a larger one: a convolution of more than this is halved. */
const enoughToMeasure = { bfloat16: 1e11, float32: 5e10 }; // floating-point operations

/** The fastest method of each convolution on this machine, other than TensorFlow's own op. */
export async function fastestConvolutions(
  convolutions: readonly BatchedConvolution[],
  { precision, version }: { precision: ComputePrecision; version: string },
): Promise<ConvolutionPlan> {
  const native = nativeOps();
  const graphs = native?.graphs;
  const plan = new Map<string, ConvolutionMethod>();
  if (!native || !graphs) return plan;
  for (const { convolution, batch: whole } of convolutions) {
    if (floatingPointOperations(convolution, whole) < worthMeasuring) continue;
    let batch = whole;
    while (floatingPointOperations(convolution, batch) > enoughToMeasure[precision])
      batch = Math.ceil(batch / 2);
    const name = convolutionName(convolution);
    const method = await rememberedChoice(`${precision} ${batch} ${name}`, {
      version,
      among: convolutionMethods,
      measure: () => fastestMethod(convolution, { batch, precision, native, graphs }),
    });
    if (method !== 'direct') plan.set(name, method);
  }
  return plan;
}

/** Multiplications and additions of one of a convolution's computations. */
const floatingPointOperations = (
  { small: [height, width, channels], large, size }: Convolution,
  batch: number,
): number => 2 * batch * height * width * channels * large[2] * size ** 2;

/** A plan as a run records it among its kernels: `up 7x7x1024 14x14x512: wide`. */
export const planWords = (plan: ConvolutionPlan): string[] =>
  [...plan].map(([name, method]) => `${name}: ${method}`);

/** An engine's record with a plan among its kernels. */
export const withPlan = (engine: EngineRecord, plan: ConvolutionPlan): EngineRecord => ({
  ...engine,
  kernels: [...engine.kernels, ...planWords(plan)],
});

/** The plan among a run's kernels, and the other kernels. */
export function readPlan(kernels: readonly string[]): {
  plan: ConvolutionPlan;
  others: string[];
} {
  const plan = new Map<string, ConvolutionMethod>();
  const others: string[] = [];
  for (const words of kernels) {
    const [name = '', written] = words.split(': ');
    const method = convolutionMethods.find((known) => known === written);
    if (method) plan.set(name, method);
    else others.push(words);
  }
  return { plan, others };
}
