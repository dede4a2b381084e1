import { classCount, classifierArchitectures } from '../../../src-shared/networks/classifiers.js';
import type { LabelledImages } from '../../files/idx/mnist.js';
import { scoresOf } from '../recogniser/calibrate.js';
import { Classifier } from '../recogniser/classifier.js';
import { RecogniserTrainer } from '../recogniser/recogniser-trainer.js';
import { classifierSteps, trainClassifier } from '../recogniser/train-classifier.js';
import type { Job } from './do-jobs.js';

type Digits = Pick<LabelledImages, 'images' | 'labels' | 'count'>;

const digitPixels = 28 * 28;
const recognisedAtOnce = 512;

export interface FreshParts {
  /** What it learns from, asked for at its first step. */
  readonly digits: () => Digits;
  /** How many those are. */
  readonly count: number;
  readonly epochs: number;
  readonly seed: number;
  /** What it is tried on. */
  readonly test: Digits;
  /** Whether its job is to be left undone. */
  readonly isSkipped: () => boolean;
}

/** A recogniser that is trained from the beginning and tried on real images, as a job of an evaluation. */
export class FreshRecogniser {
  private readonly trainer: RecogniserTrainer;
  private readonly classifier: Classifier;
  private readonly steps: number;
  /** [n, 10], of the test images so far. */
  private readonly logits: Float32Array;
  private tested = 0;

  constructor(private readonly parts: FreshParts) {
    const { count, epochs, seed, test } = parts;
    this.steps = classifierSteps(count, epochs);
    const architecture = classifierArchitectures.recogniser;
    this.trainer = new RecogniserTrainer({ architecture, seed, steps: this.steps });
    this.classifier = new Classifier(this.trainer.network);
    this.logits = new Float32Array(test.count * classCount);
  }

  job(): Job {
    const { isSkipped, test } = this.parts;
    const total = this.steps + Math.ceil(test.count / recognisedAtOnce);
    const work = this.work();
    return {
      stage: 'training',
      get total() {
        return isSkipped() ? 0 : total;
      },
      batch: 1,
      work: () => void work.next(),
    };
  }

  /** Null until its job is done. */
  accuracy(): number | null {
    const { labels, count } = this.parts.test;
    return this.tested < count ? null : scoresOf({ logits: this.logits, labels }, 1).accuracy;
  }

  /** Its steps, and then the test images: as many of them at once as take the time of a step. */
  private *work() {
    const { digits, epochs, seed, test } = this.parts;
    yield* trainClassifier(this.trainer, { digits: digits(), epochs, seed, nonDigits: 0 });
    while (this.tested < test.count) {
      const end = Math.min(this.tested + recognisedAtOnce, test.count);
      const images = test.images.subarray(this.tested * digitPixels, end * digitPixels);
      this.logits.set(this.classifier.classify(images).logits, this.tested * classCount);
      this.tested = end;
      yield;
    }
  }

  dispose(): void {
    this.classifier.dispose();
    this.trainer.dispose();
  }
}
