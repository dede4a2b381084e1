import * as tf from '@tensorflow/tfjs';
import type { NativeOps } from './native-ops.js';

interface AdamOptions {
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
  /** One step; gradients in the order of the variables, disposed of by the caller. */
  apply(gradients: readonly tf.Tensor[]): void;
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

abstract class AdamBase {
  protected beta1Power: number;
  protected beta2Power: number;

  constructor(
    protected readonly variables: readonly tf.Variable[],
    protected readonly options: AdamOptions,
    state?: AdamState,
  ) {
    [this.beta1Power, this.beta2Power] = state?.betaPowers ?? [options.beta1, options.beta2];
  }

  betaPowers(): readonly [number, number] {
    return [this.beta1Power, this.beta2Power];
  }

  protected advance(): void {
    this.beta1Power *= this.options.beta1;
    this.beta2Power *= this.options.beta2;
  }
}

/** The moment of a state, or zeros. */
function initialMoment(variable: tf.Variable, values: Float32Array | undefined): tf.Tensor {
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
    const { learningRate, beta1, beta2, epsilon } = this.options;
    const rate = (learningRate * Math.sqrt(1 - this.beta2Power)) / (1 - this.beta1Power);
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
    this.advance();
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

/** Native ids of the resources that hold a variable and its two moments. */
interface Resources {
  readonly weight: number;
  readonly first: number;
  readonly second: number;
}

/** A resource with this name belongs to its handle alone and goes with it. */
const anonymous = 'cd2c89b7-88b7-44c8-ad83-06c2a9158347';

/**
 * TensorFlow's ResourceApplyAdam, in place. A tf.Variable shares the buffer of its resource; it lets
 * go of it for the update, since TensorFlow copies a buffer that has two owners. Clones and reshapes
 * of the variable in tfjs are aliases: they show the new value too.
 */
class InPlaceAdam extends AdamBase implements Adam {
  private readonly resources: Resources[];

  constructor(
    private readonly native: NativeOps,
    variables: readonly tf.Variable[],
    options: AdamOptions,
    state?: AdamState,
  ) {
    super(variables, options, state);
    this.resources = variables.map((variable, i) => ({
      weight: this.createResource(variable),
      first: this.createMoment(variable, state?.moments[2 * i]),
      second: this.createMoment(variable, state?.moments[2 * i + 1]),
    }));
  }

  private createMoment(variable: tf.Variable, values: Float32Array | undefined): number {
    const initial = initialMoment(variable, values);
    const resource = this.createResource(initial);
    initial.dispose();
    return resource;
  }

  private createResource(initial: tf.Tensor): number {
    const { native } = this;
    const dtype = native.type('dtype', native.binding.TF_FLOAT);
    const handle = native.runOne(
      'VarHandleOp',
      [
        dtype,
        native.shape('shape', initial.shape),
        native.text('container', ''),
        native.text('shared_name', anonymous),
      ],
      [],
    );
    native.run('AssignVariableOp', [dtype], [handle.id, ...native.ids(initial)], 0);
    return handle.id;
  }

  private read(resource: number): number {
    const { native } = this;
    const dtype = native.type('dtype', native.binding.TF_FLOAT);
    return native.runOne('ReadVariableOp', [dtype], [resource]).id;
  }

  apply(gradients: readonly tf.Tensor[]): void {
    const { native, options } = this;
    const scalars = [
      this.beta1Power,
      this.beta2Power,
      options.learningRate,
      options.beta1,
      options.beta2,
      options.epsilon,
    ].map((value) => native.float32Scalar(value));
    const attributes = [
      native.type('T', native.binding.TF_FLOAT),
      native.bool('use_locking', false),
      native.bool('use_nesterov', false),
    ];
    this.variables.forEach((variable, i) => {
      const gradient = gradients[i];
      const resources = this.resources[i];
      if (!gradient || !resources) throw new Error(`no gradient for ${variable.name}`);
      const { weight, first, second } = resources;
      const inputs = [weight, first, second, ...scalars, ...native.ids(gradient)];
      const shared = native.backend.tensorMap.get(variable.dataId);
      native.delete(shared.id);
      native.run('ResourceApplyAdam', attributes, inputs, 0);
      shared.id = this.read(weight);
    });
    native.delete(...scalars);
    this.advance();
  }

  *moments(): Iterable<Float32Array> {
    for (const { first, second } of this.resources) {
      for (const resource of [first, second]) {
        const id = this.read(resource);
        const values = this.native.binding.tensorDataSync(id);
        this.native.delete(id);
        yield Float32Array.from(values);
      }
    }
  }

  dispose(): void {
    for (const { weight, first, second } of this.resources) {
      this.native.delete(weight, first, second);
    }
  }
}

export const createPlainAdam: CreateAdam = (variables, options, state) =>
  new PlainAdam(variables, options, state);

export const createInPlaceAdam =
  (native: NativeOps): CreateAdam =>
  (variables, options, state) =>
    new InPlaceAdam(native, variables, options, state);
