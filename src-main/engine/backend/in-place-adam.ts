import type * as tf from '@tensorflow/tfjs';
import {
  type Adam,
  AdamBase,
  type AdamOptions,
  type AdamState,
  type CreateAdam,
  initialMoment,
} from './adam.js';
import type { NativeOps } from './native-ops.js';

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

export const createInPlaceAdam =
  (native: NativeOps): CreateAdam =>
  (variables, options, state) =>
    new InPlaceAdam(native, variables, options, state);
