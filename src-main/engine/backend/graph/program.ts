import type * as tf from '@tensorflow/tfjs';
import type { ComputePrecision } from '../precision.js';
import type { ConvolutionPlan } from './convolution-plan.js';

/** Tensors to tensors, which are the caller's to dispose of; it may change variables. */
export type TensorFunction = (...inputs: tf.Tensor[]) => tf.Tensor[];

export interface CompileOptions {
  /** The variables that it reads or changes. */
  readonly variables: readonly tf.Variable[];
  /** Of its convolutions and what lies between them. */
  readonly precision: ComputePrecision;
  /** How its convolutions are computed. */
  readonly convolutions?: ConvolutionPlan;
}
