import * as tf from '@tensorflow/tfjs';
import { traits } from '../../../src-shared/digits/measure-traits.js';
import {
  labelValue,
  type RequestSize,
  requestLength,
} from '../../../src-shared/networks/condition.js';
import type { DataAllographs } from './data-allographs.js';
import { type DataTraits, dataTraits } from './data-traits.js';
import { placesOf } from './images-of-label.js';

/** What a batch's digits are asked for, as tensors: the caller's to dispose of. */
export interface RequestBatch {
  /** [n, requestLength]: see `Condition`. */
  readonly request: tf.Tensor2D;
  /** [n, 2] each: see `WantedTraits`. */
  readonly traits: tf.Tensor2D;
  readonly deviations: tf.Tensor2D;
}

/**
 * Asks a generator for what the real images of a batch show: digits of the same labels, allographs, slants
 * and stroke widths. So the discriminator sees requests of one distribution, whatever the data set is.
 */
export class Requests {
  private readonly classes: Uint8Array;
  private readonly data: DataTraits;
  private readonly size: Required<RequestSize>;

  /**
   * @param images [n, 28, 28] grey levels
   * @param options labels: of these images, [n]; known: the labels there are, ascending; allographs: of
   *   these images, where they are told apart
   */
  constructor(
    images: Uint8Array,
    private readonly options: {
      readonly labels: Uint8Array;
      readonly known: readonly number[];
      readonly allographs?: DataAllographs | null;
    },
  ) {
    const { labels, known, allographs } = options;
    this.size = {
      labelCount: known.length,
      allographCount: allographs?.counts[0]?.length ?? 0,
    };
    this.classes = placesOf(labels, known);
    this.data = dataTraits(images, { classes: this.classes, labelCount: known.length });
  }

  /** @param indices of the images of a batch */
  batch(indices: Int32Array): RequestBatch {
    const { labelCount, allographCount } = this.size;
    const { allographs } = this.options;
    const count = indices.length;
    const width = requestLength(this.size);
    const request = new Float32Array(count * width);
    const wanted = new Float32Array(count * traits.length);
    const deviations = new Float32Array(count * traits.length);
    for (const [row, image] of indices.entries()) {
      const place = this.classes[image] ?? 0;
      request[row * width + place] = labelValue;
      if (allographs) {
        const way = place * allographCount + (allographs.of[image] ?? 0);
        request[row * width + labelCount + way] = labelValue;
      }
      for (let t = 0; t < traits.length; t++) {
        const at = image * traits.length + t;
        request[(row + 1) * width - traits.length + t] = this.data.scores[at] ?? 0;
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
