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
      weight: this.adopt(variable),
      first: this.createMoment(variable, state?.moments[2 * i]),
      second: this.createMoment(variable, state?.moments[2 * i + 1]),
    }));
  }

  /** Moves a variable into a resource, of which it is a reading from then on. */
  private adopt(variable: tf.Variable): number {
    const { backend, resources } = this.native;
    const resource = resources.create(variable);
    const shared = backend.tensorMap.get(variable.dataId);
    this.native.delete(shared.id);
    shared.id = resources.read(resource);
    return resource;
  }

  private createMoment(variable: tf.Variable, values: Float32Array | undefined): number {
    const initial = initialMoment(variable, values);
    const resource = this.native.resources.create(initial);
    initial.dispose();
    return resource;
  }

  apply(gradients: readonly tf.Tensor[]): void {
    const { native, options } = this;
    const scalars = [
      native.freshScalar(() => this.beta1Power),
      native.freshScalar(() => this.beta2Power),
      native.freshScalar(() => this.learningRate),
      ...[options.beta1, options.beta2, options.epsilon].map((value) =>
        native.float32Scalar(value),
      ),
    ];
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
      native.resources.release(shared.id);
      native.run('ResourceApplyAdam', attributes, inputs, 0);
      shared.id = native.resources.read(weight);
    });
    native.delete(...scalars);
  }

  *moments(): Iterable<Float32Array> {
    for (const { first, second } of this.resources) {
      for (const resource of [first, second]) {
        const id = this.native.resources.read(resource);
        const values = this.native.binding.tensorDataSync(id);
        this.native.resources.release(id);
        yield Float32Array.from(values);
      }
    }
  }

  dispose(): void {
    for (const { weight, first, second } of this.resources) {
      for (const handle of [weight, first, second]) this.native.resources.delete(handle);
    }
  }
}

export const createInPlaceAdam =
  (native: NativeOps): CreateAdam =>
  (variables, options, state) =>
    new InPlaceAdam(native, variables, options, state);
