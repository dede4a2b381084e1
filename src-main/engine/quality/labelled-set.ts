import { isLegible, legibleConfidence } from '../../../src-shared/quality/legibility.js';
import type { LabelledImages } from '../../files/idx/mnist.js';
import type { Job } from './do-jobs.js';
import type { EvaluationParts } from './evaluate-digits.js';
import { topClasses } from './top-classes.js';

const digitPixels = 28 * 28;
const drawnAtOnce = 128;

/** A generator that needs more digits than this for a legible one makes no set. */
const mostDrawnForOne = 3;
/** Digits after which that can be told. */
const fewestDrawn = 2_000;

/**
 * A set of digits with labels, as one makes it: drawn in their order, with the labels they were asked for.
 * Of a generator that is not asked, they are labelled by a recogniser, and those left out that it is not
 * sure of.
 */
export class LabelledSet {
  private readonly images: Uint8Array;
  private readonly labels: Uint8Array;
  private kept = 0;
  private looked = 0;

  /** @param wanted digits of the set */
  constructor(
    private readonly parts: Pick<EvaluationParts, 'draw' | 'recogniser'> & {
      readonly labelOf: ((i: number) => number) | null;
    },
    private readonly wanted: number,
  ) {
    this.images = new Uint8Array(wanted * digitPixels);
    this.labels = new Uint8Array(wanted);
  }

  /** Fills the set. How many digits must be drawn for it is known the better the more were. */
  job(): Job {
    const total = () => this.expected();
    return {
      stage: 'labelling',
      get total() {
        return total();
      },
      batch: drawnAtOnce,
      work: (range) => this.add(range),
    };
  }

  /** Digits drawn. */
  get drawn(): number {
    return this.looked;
  }

  /** Whether too few digits are legible. */
  get isHopeless(): boolean {
    return this.looked >= fewestDrawn && this.looked > mostDrawnForOne * this.kept;
  }

  /** As many as there are. */
  digits(): Pick<LabelledImages, 'images' | 'labels' | 'count'> {
    const { images, labels, kept } = this;
    return { images, labels, count: kept };
  }

  private expected(): number {
    if (this.kept === this.wanted || this.isHopeless) return this.looked;
    const forOne = this.kept === 0 ? 1 : this.looked / this.kept;
    const batches = Math.ceil((this.wanted * forOne) / drawnAtOnce);
    // At least one more, as long as a digit is missing.
    return Math.max(batches * drawnAtOnce, this.looked + drawnAtOnce);
  }

  private add({ first, count }: { first: number; count: number }): void {
    const { labelOf } = this.parts;
    const digits = this.parts.draw({ first, count });
    if (labelOf) {
      const labels = Uint8Array.from({ length: count }, (_, i) => labelOf(first + i));
      const kept = Math.min(count, this.wanted - this.kept);
      this.images.set(digits.subarray(0, kept * digitPixels), this.kept * digitPixels);
      this.labels.set(labels.subarray(0, kept), this.kept);
      this.kept += kept;
      this.looked += count;
      return;
    }
    const { classes, confidences } = topClasses(
      this.parts.recogniser.recognise(digits).probabilities,
    );
    this.looked += count;
    for (const [i, confidence] of confidences.entries()) {
      if (!isLegible(confidence, legibleConfidence) || this.kept === this.wanted) continue;
      const digit = digits.subarray(i * digitPixels, (i + 1) * digitPixels);
      this.images.set(digit, this.kept * digitPixels);
      this.labels[this.kept] = classes[i] ?? 0;
      this.kept++;
    }
  }
}
