import type { TrainOnGenerated } from '../../../src-shared/contract/evaluation.js';
import type { LabelledImages } from '../../files/idx/mnist.js';
import type { Job } from './do-jobs.js';
import type { EvaluationParts } from './evaluate-digits.js';
import { FreshRecogniser } from './fresh-recogniser.js';
import { LabelledSet } from './labelled-set.js';

interface DeepParts extends Pick<EvaluationParts, 'draw' | 'recogniser'> {
  readonly training: LabelledImages;
  readonly test: LabelledImages;
  readonly seed: number;
  /** What digit i is asked for: its label; null where the recogniser labels the digits. */
  readonly labelOf: ((i: number) => number) | null;
  /** Digits that each recogniser learns from, at most as many as there are training images. */
  readonly images: number;
  readonly epochs: number;
}

/**
 * Train on generated, test on real (Esteban et al., 2017): what a recogniser is worth that learnt from
 * generated digits beside one that learnt from as many real ones: with the same first weights, distortions
 * and steps. Digits that were asked for have the label they were asked for, and none is left out; others
 * are labelled by the shipped recogniser.
 */
export class GeneratedTraining {
  private readonly set: LabelledSet;
  private readonly real: FreshRecogniser;
  private readonly generated: FreshRecogniser;
  private readonly images: number;

  constructor({ draw, recogniser, training, ...parts }: DeepParts) {
    const { test, seed, epochs, labelOf } = parts;
    this.images = Math.min(parts.images, training.count);
    this.set = new LabelledSet({ draw, recogniser, labelOf }, this.images);
    const isSkipped = () => this.set.isHopeless;
    const same = { count: this.images, epochs, seed, test, isSkipped };
    const realDigits = { ...training, count: this.images };
    this.real = new FreshRecogniser({ ...same, digits: () => realDigits });
    this.generated = new FreshRecogniser({ ...same, digits: () => this.set.digits() });
  }

  /** The real images' training comes first: it can be timed before there are generated ones. */
  jobs(): Job[] {
    return [this.set.job(), this.real.job(), this.generated.job()];
  }

  result(): TrainOnGenerated {
    const [accuracy, real] = [this.generated.accuracy(), this.real.accuracy()];
    return { accuracy, real, images: this.images, drawn: this.set.drawn };
  }

  dispose(): void {
    this.real.dispose();
    this.generated.dispose();
  }
}
