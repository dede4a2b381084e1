import * as tf from '@tensorflow/tfjs';
import { traits } from '../../../src-shared/digits/measure-traits.js';
import { labelValue, requestLength } from '../../../src-shared/networks/condition.js';
import { type DataTraits, dataTraits } from './data-traits.js';

/** What a batch's digits are asked for, as tensors: the caller's to dispose of. */
export interface RequestBatch {
  /** [n, labels + 2]: see `Condition`. */
  readonly request: tf.Tensor2D;
  /** [n, 2] each: see `WantedTraits`. */
  readonly traits: tf.Tensor2D;
  readonly deviations: tf.Tensor2D;
}

/**
 * Asks a generator for what the real images of a batch show: digits of the same labels, slants and
 * stroke widths. So the discriminator sees requests of one distribution, whatever the data set is.
 */
export class Requests {
  private readonly classes: Uint8Array;
  private readonly data: DataTraits;

  /**
   * @param images [n, 28, 28] grey levels
   * @param options labels: of these images, [n]; known: the labels there are, ascending
   */
  constructor(
    images: Uint8Array,
    private readonly options: { readonly labels: Uint8Array; readonly known: readonly number[] },
  ) {
    const { labels, known } = options;
    const places = new Map(known.map((label, place) => [label, place]));
    this.classes = labels.map((label) => places.get(label) ?? 0);
    this.data = dataTraits(images, { classes: this.classes, labelCount: known.length });
  }

  /** @param indices of the images of a batch */
  batch(indices: Int32Array): RequestBatch {
    const labelCount = this.options.known.length;
    const count = indices.length;
    const width = requestLength(labelCount);
    const request = new Float32Array(count * width);
    const wanted = new Float32Array(count * traits.length);
    const deviations = new Float32Array(count * traits.length);
    for (const [row, image] of indices.entries()) {
      const place = this.classes[image] ?? 0;
      request[row * width + place] = labelValue;
      for (let t = 0; t < traits.length; t++) {
        const at = image * traits.length + t;
        request[row * width + labelCount + t] = this.data.scores[at] ?? 0;
        wanted[row * traits.length + t] = this.data.measured[at] ?? 0;
        deviations[row * traits.length + t] = this.data.deviations[place * traits.length + t] ?? 1;
      }
    }
    return {
      request: tf.tensor2d(request, [count, width]),
      traits: tf.tensor2d(wanted, [count, traits.length]),
      deviations: tf.tensor2d(deviations, [count, traits.length]),
    };
  }
}
