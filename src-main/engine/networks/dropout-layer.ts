import * as tf from '@tensorflow/tfjs';
import { philox } from '../../../src-shared/random/philox.js';
import { streams } from '../../../src-shared/random/streams.js';
import { kernels } from '../backend/kernels.js';

/** Which masks the dropout layers of a network draw: set before each step. */
export interface DropoutClock {
  readonly seed: number;
  /** The step under way, from 0. */
  step: number;
}

/**
 * Inverted dropout (Srivastava et al., 2014) whose mask depends on (seed, layer, step) alone: tfjs's
 * own layer either repeats one mask or can't be reproduced. Saved under the stock class name.
 */
export class DropoutLayer extends tf.layers.Layer {
  static readonly className = 'Dropout';
  private readonly rate: number;
  private readonly clock: DropoutClock | undefined;
  /** Which of the network's dropout layers this is. */
  private readonly place: number;

  constructor(options: { name: string; rate: number; place: number; clock?: DropoutClock }) {
    super({ name: options.name });
    this.rate = options.rate;
    this.place = options.place;
    this.clock = options.clock;
    this.supportsMasking = true;
  }

  override call(inputs: tf.Tensor | tf.Tensor[], { training = false }: { training?: boolean }) {
    const x = Array.isArray(inputs) ? inputs[0] : inputs;
    if (!x) throw new Error(`${this.name} has no input`);
    const { clock, rate } = this;
    if (!training || rate === 0) return tf.tidy(() => x.clone());
    if (!clock) throw new Error(`${this.name} was built for generating only`);
    return tf.tidy(() => {
      const uniform = kernels().randomUniform(x.shape, () => this.key(clock));
      const mask = uniform
        .greaterEqual(rate)
        .cast('float32')
        .mul(1 / (1 - rate));
      return x.mul(mask);
    });
  }

  private key({ seed, step }: DropoutClock): readonly [number, number] {
    const block = new Uint32Array(4);
    philox([seed, streams.dropout], [step, this.place, 0, 0], block);
    return [block[0] ?? 0, block[1] ?? 0];
  }

  override getConfig(): tf.serialization.ConfigDict {
    return { ...super.getConfig(), rate: this.rate };
  }
}
