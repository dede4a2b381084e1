import type { AskedEvaluation } from '../../../src-shared/contract/evaluation.js';
import { measureTraits, type Trait } from '../../../src-shared/digits/measure-traits.js';
import type { Recogniser } from '../recogniser/recogniser.js';
import { agreement, agreementByLabel } from './agreement.js';
import { evenlyPlaced } from './evenly.js';
import { handShares } from './hand-shares.js';
import { topClasses } from './top-classes.js';
import { meanDistance } from './variety.js';

const digitPixels = 28 * 28;
/** Digits compared with each other, at most. */
const mostCompared = 10_000;

/** What digit i of a series is asked for, and whose hand writes it. */
export type AskedSeries = (i: number) => { readonly label: number; readonly hand: number };

/** Measures digits against what they were asked for, batch by batch. */
export class AskedDigits {
  private readonly classes: Uint8Array;
  private readonly measured: Record<Trait, number>[] = [];
  private readonly drawn: Float32Array;
  private readonly real: Float32Array;
  private readonly compared: number;
  private readonly realLabels: number[];

  constructor(
    private readonly asked: AskedSeries,
    private readonly parts: {
      readonly count: number;
      /** Of all real test images. */
      readonly testLabels: Uint8Array;
      readonly recogniser: Pick<Recogniser, 'featureCount'>;
    },
  ) {
    const { count, testLabels, recogniser } = parts;
    this.classes = new Uint8Array(count);
    this.compared = Math.min(count, mostCompared);
    this.realLabels = evenlyPlaced(testLabels.length, count).map((place) => testLabels[place] ?? 0);
    this.drawn = new Float32Array(this.compared * recogniser.featureCount);
    this.real = new Float32Array(this.realLabels.length * recogniser.featureCount);
  }

  /** @param first number of the first digit @param digits [n, 28, 28] grey levels */
  addDrawn(
    first: number,
    digits: Uint8Array,
    { probabilities, features }: ReturnType<Recogniser['recognise']>,
  ): void {
    const { featureCount } = this.parts.recogniser;
    const { classes } = topClasses(probabilities);
    this.classes.set(classes, first);
    const kept = Math.max(0, Math.min(classes.length, this.compared - first));
    this.drawn.set(
      features.subarray(0, kept * featureCount),
      Math.min(first, this.compared) * featureCount,
    );
    for (let i = 0; i < kept; i++) {
      this.measured.push(measureTraits(digits.subarray(i * digitPixels, (i + 1) * digitPixels)));
    }
  }

  /** Features of real test images, those that `evenly` takes. */
  addReal(first: number, features: Float32Array): void {
    this.real.set(features, first * this.parts.recogniser.featureCount);
  }

  result(): AskedEvaluation {
    const { asked, classes, compared, parts } = this;
    const length = parts.recogniser.featureCount;
    const labelOf = (i: number) => asked(i).label;
    const some = Array.from({ length: compared }, (_, i) => asked(i));
    const labels = some.map(({ label }) => label);
    const known = [...new Set(labels)].sort((a, b) => a - b);
    // Real digits of the same labels alone.
    const real = this.realLabels.flatMap((label, i) => (known.includes(label) ? [i] : []));
    const realFeatures = new Float32Array(real.length * length);
    for (const [row, i] of real.entries()) {
      realFeatures.set(this.real.subarray(i * length, (i + 1) * length), row * length);
    }
    const realLabels = real.map((i) => this.realLabels[i] ?? 0);
    return {
      agreement: agreement(classes, labelOf),
      agreementByLabel: agreementByLabel(classes, labelOf),
      variety:
        meanDistance({ features: this.drawn, length, labels }) /
        meanDistance({ features: realFeatures, length, labels: realLabels }),
      hands: handShares({
        measured: this.measured,
        labels,
        hands: some.map(({ hand }) => hand),
      }),
    };
  }
}
