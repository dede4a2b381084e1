import { nativeOps } from '../native-ops.js';
import type { ComputePrecision } from '../precision.js';
import { rememberedChoice } from './machine-choices.js';
import { timeConvolution } from './time-convolution.js';

/** A convolution in the middle of both networks, small enough to take milliseconds anywhere. */
const sample = {
  direction: 'down',
  small: [14, 14, 128],
  large: [28, 28, 64],
  size: 5,
  stride: 2,
} as const;

/** bfloat16 must be this much faster, since it is less exact. */
const margin = 0.8;

/**
 * The precision in which convolutions are faster on this machine: bfloat16 where processors or GPUs
 * have instructions for it, float32 where it would be emulated.
 */
export async function fastestPrecision(version: string): Promise<ComputePrecision> {
  const native = nativeOps();
  const graphs = native?.graphs;
  if (!native || !graphs) return 'float32';
  return rememberedChoice('precision', {
    version,
    among: ['float32', 'bfloat16'],
    measure: () => {
      const time = (precision: ComputePrecision) =>
        timeConvolution(sample, 'direct', { batch: 16, precision, native, graphs });
      return time('bfloat16') < margin * time('float32') ? 'bfloat16' : 'float32';
    },
  });
}
