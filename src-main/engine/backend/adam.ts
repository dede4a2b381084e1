import * as tf from '@tensorflow/tfjs';

export interface AdamOptions {
  readonly learningRate: number;
  readonly beta1: number;
  readonly beta2: number;
  readonly epsilon: number;
}

/** Everything a bit-exact resume needs beside the weights. */
export interface AdamState {
  /** The accumulated products beta1^t and beta2^t of the next step; `pow` would round otherwise. */
  readonly betaPowers: readonly [number, number];
  /** Running means of the gradients, then of their squares, variable by variable. */
  readonly moments: readonly Float32Array[];
}

/**
 * Adam (Kingma and Ba, 2015, the form with "epsilon hat" that TensorFlow and Keras compute):
 * m += (1 - beta1)(g - m), v += (1 - beta2)(g² - v), w -= lr √(1 - beta2^t)/(1 - beta1^t) m/(√v + ε).
 */
export interface Adam {
  /** Of the next step: a schedule sets it between steps, those of a compiled function too. */
  learningRate: number;
  /** One step; gradients in the order of the variables, disposed of by the caller. */
  apply(gradients: readonly tf.Tensor[]): void;
  /** Counts a step that was applied: beside it, since `apply` may be part of a compiled function. */
  advance(): void;
  betaPowers(): readonly [number, number];
  /** Reads the moments one by one, so that a checkpoint never holds them all. */
  moments(): Iterable<Float32Array>;
  dispose(): void;
}

/** The variables' values are theirs from here on: assign weights before, not after. */
export type CreateAdam = (
  variables: readonly tf.Variable[],
  options: AdamOptions,
  state?: AdamState,
) => Adam;

/** What both forms share. */
export abstract class AdamBase {
  learningRate: number;
  protected beta1Power: number;
  protected beta2Power: number;

  constructor(
    protected readonly variables: readonly tf.Variable[],
    protected readonly options: AdamOptions,
    state?: AdamState,
  ) {
    this.learningRate = options.learningRate;
    [this.beta1Power, this.beta2Power] = state?.betaPowers ?? [options.beta1, options.beta2];
  }

  betaPowers(): readonly [number, number] {
    return [this.beta1Power, this.beta2Power];
  }

  advance(): void {
    this.beta1Power *= this.options.beta1;
    this.beta2Power *= this.options.beta2;
  }
}

/** The moment of a state, or zeros. */
export function initialMoment(variable: tf.Variable, values: Float32Array | undefined): tf.Tensor {
  return values === undefined ? tf.zeros(variable.shape) : tf.tensor(values, variable.shape);
}

/** 1 - beta as TensorFlow computes it, in float32: for 0.999 it differs by 5e-5 from the exact one. */
const complement = (beta: number): number => Math.fround(1 - Math.fround(beta));

class PlainAdam extends AdamBase implements Adam {
  private readonly firsts: tf.Variable[];
  private readonly seconds: tf.Variable[];

  constructor(variables: readonly tf.Variable[], options: AdamOptions, state?: AdamState) {
    super(variables, options, state);
    const moment = (offset: number) =>
      variables.map((variable, i) =>
        tf.tidy(() => tf.variable(initialMoment(variable, state?.moments[2 * i + offset]), false)),
      );
    this.firsts = moment(0);
    this.seconds = moment(1);
  }

  apply(gradients: readonly tf.Tensor[]): void {
    const { beta1, beta2, epsilon } = this.options;
    const rate = (this.learningRate * Math.sqrt(1 - this.beta2Power)) / (1 - this.beta1Power);
    tf.tidy(() => {
      this.variables.forEach((variable, i) => {
        const gradient = gradients[i];
        const first = this.firsts[i];
        const second = this.seconds[i];
        if (!gradient || !first || !second) throw new Error(`no gradient for ${variable.name}`);
        first.assign(first.add(gradient.sub(first).mul(complement(beta1))));
        second.assign(second.add(gradient.square().sub(second).mul(complement(beta2))));
        variable.assign(variable.sub(first.mul(rate).div(second.sqrt().add(epsilon))));
      });
    });
  }

  *moments(): Iterable<Float32Array> {
    for (const [i, first] of this.firsts.entries()) {
      yield first.dataSync<'float32'>();
      yield this.seconds[i]?.dataSync<'float32'>() ?? new Float32Array();
    }
  }

  dispose(): void {
    tf.dispose([this.firsts, this.seconds]);
  }
}

export const createPlainAdam: CreateAdam = (variables, options, state) =>
  new PlainAdam(variables, options, state);
