import type * as tf from '@tensorflow/tfjs';
import type { Architecture } from '../../../src-shared/networks/architecture.js';
import { assignWeights, valuesOf } from '../models/weight-files.js';
import { buildNetwork, variablesOf } from '../networks/build-network.js';

/**
 * A second network whose weights are the exponential moving average of the first one's, moving
 * statistics included. A generator circles about its goal; its average draws better digits (Yazıcı et
 * al., 2019).
 */
export class AveragedNetwork {
  readonly network: tf.Sequential;

  constructor(
    private readonly source: tf.Sequential,
    private readonly options: {
      readonly architecture: Architecture;
      /** 0 to 1. */
      readonly decay: number;
      /** To go on from; without it the average begins at the source's weights. */
      readonly state?: readonly Float32Array[];
    },
  ) {
    this.network = buildNetwork(options.architecture, {});
    const first = options.state ?? [...valuesOf(variablesOf(source))];
    assignWeights(variablesOf(this.network), first);
  }

  /**
   * The new weights' share in the average: 1 - decay, and more in the first steps, so that the average
   * forgets the weights it began with as fast as it gathers others.
   *
   * @param step steps done before
   */
  shareOf(step: number): number {
    return 1 - Math.min(this.options.decay, (1 + step) / (10 + step));
  }

  /** average += share · (weight - average), for every weight. @param share a scalar */
  follow(share: tf.Tensor): void {
    const weights = variablesOf(this.source);
    for (const [i, average] of variablesOf(this.network).entries()) {
      const weight = weights[i];
      if (weight) average.assign(average.add(weight.sub(average).mul(share)));
    }
  }
}
