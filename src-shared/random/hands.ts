import { maxSeed } from '../config/fields.js';
import { traits } from '../digits/measure-traits.js';
import { type Condition, inputLength, labelValue, requestSizeOf } from '../networks/condition.js';
import { RandomSequence } from './streams.js';

/**
 * How much of a trait's variance is the hand's: the rest each digit has for itself. Chosen so that of
 * the measured variance as much lies between hands as lies between MNIST's writers (0.58 and 0.62).
 */
const handShare = { slant: 0.6, strokeWidth: 0.68 } as const;

/**
 * Share of the digits that are written in the hand's own allograph of their label, the others in any. So two
 * digits of a label by one hand share their allograph a fifth (0.45²) of the way from chance to always, as
 * two by one of MNIST's writers do.
 */
const ownAllograph = 0.45;

/** Variants from here on, and their hands, are nobody's but an evaluation's. */
const evaluationVariants = 2 ** 32;

/** One digit that is asked for. */
export interface WantedDigit {
  readonly label: number;
  /** The seed of the hand that writes it. */
  readonly hand: number;
  /** Which of the ways in which this hand writes it, from 0: its own small differences. */
  readonly variant: number;
  /**
   * The seed of another hand, of which it has the form: all but slant and stroke width. Some hands write
   * a digit that nobody can read.
   */
  readonly form?: number | undefined;
}

/** What all digits of a picture or a series have in common. */
export interface HandSettings {
  /** Of the digits' own differences. */
  readonly seed: number;
  /**
   * The hand's trait in standard deviations of what hands there are, 0 being the usual; null: as the
   * hand has it.
   */
  readonly slant: number | null;
  readonly strokeWidth: number | null;
  /**
   * Times the latent vector, 1 as in the training: more makes digits more varied and fewer of them legible
   * (the truncation of Brock et al. 2019, the other way round).
   */
  readonly spread?: number | undefined;
  /** Hands and differences that no seed of a person's has. */
  readonly forEvaluation?: boolean;
}

/** Whose hand writes: a seed's; `each`: a new one for each digit; null: the usual one of what is drawn. */
export type HandChoice = number | 'each' | null;

/** The hand that comes so many after another. */
export const laterHand = (first: number, places: number): number =>
  (first + places) % (maxSeed + 1);

/**
 * Digit i of a seed's series: one after the other of the labels. The usual hands are one for each round of
 * the labels, the first of them that of the seed itself.
 */
export function digitOfSeries(
  i: number,
  { labels, seed, hand = null }: { labels: readonly number[]; seed: number; hand?: HandChoice },
): WantedDigit {
  const round = Math.floor(i / labels.length);
  const own = typeof hand === 'number' ? hand : laterHand(seed, hand === 'each' ? i : round);
  return { label: labels[i % labels.length] ?? 0, hand: own, variant: i };
}

/**
 * What a conditional generator draws digits from: for each the latent vector, label and allograph as one-hot
 * vectors of `labelValue`, slant and stroke width. Of the latent vector the first `handDim` numbers are
 * the hand's, the others the digit's own; of each trait both have a part. Allographs are as frequent as among
 * the training images.
 *
 * A hand depends on its seed alone, a digit's own part on (seed, variant).
 *
 * @returns [n, inputLength] row by row
 * @throws RangeError for a label that the generator does not know
 */
export function generatorInputs(
  condition: Condition,
  { digits, ...settings }: HandSettings & { readonly digits: readonly WantedDigit[] },
): Float32Array {
  const { noiseDim, handDim, labels, allographs } = condition;
  const { allographCount } = requestSizeOf(condition);
  const length = inputLength(condition);
  const inputs = new Float32Array(digits.length * length);
  const apart = settings.forEvaluation ? 1 : 0;
  const { spread = 1 } = settings;
  const hands = new Map<number, Hand>();
  const handOf = (seed: number) => {
    const known = hands.get(seed);
    if (known) return known;
    const numbers = new Float32Array(traits.length + handDim);
    const sequence = new RandomSequence(seed, { stream: 'hand', index: apart });
    sequence.fillNormal(numbers);
    for (const [place, trait] of traits.entries()) {
      numbers[place] = settings[trait] ?? numbers[place] ?? 0;
    }
    const hand = { numbers, ways: allographs?.map(() => sequence.nextUniform()) ?? [] };
    hands.set(seed, hand);
    return hand;
  };
  const own = new Float32Array(traits.length + noiseDim - handDim);
  for (const [i, { label, hand: handSeed, variant, form = handSeed }] of digits.entries()) {
    const place = labels.indexOf(label);
    if (place === -1) throw new RangeError(`the generator does not know the label ${label}`);
    const hand = handOf(handSeed);
    const shape = handOf(form);
    const index = variant + apart * evaluationVariants;
    const sequence = new RandomSequence(settings.seed, { stream: 'jitter', index });
    sequence.fillNormal(own);
    const row = inputs.subarray(i * length, (i + 1) * length);
    row.set(shape.numbers.subarray(traits.length));
    row.set(own.subarray(traits.length), handDim);
    if (spread !== 1) for (let at = 0; at < noiseDim; at++) row[at] = spread * (row[at] ?? 0);
    row[noiseDim + place] = labelValue;
    if (allographs) {
      const isOwn = sequence.nextUniform() < ownAllograph;
      const way = isOwn ? (shape.ways[place] ?? 0) : sequence.nextUniform();
      const first = noiseDim + labels.length + place * allographCount;
      row[first + allographAt(allographs[place] ?? [], way)] = labelValue;
    }
    for (const [t, trait] of traits.entries()) {
      const share = handShare[trait];
      row[length - traits.length + t] =
        Math.sqrt(share) * (hand.numbers[t] ?? 0) + Math.sqrt(1 - share) * (own[t] ?? 0);
    }
  }
  return inputs;
}

/** What all digits of a hand have in common. */
interface Hand {
  /** Its traits, then its part of the latent vector. */
  readonly numbers: Float32Array;
  /** For each label where its own allograph lies among all of the label's images, 0 to 1. */
  readonly ways: readonly number[];
}

/**
 * The allograph of an image that so many of a label's images come before, if those of the first allograph
 * come first, then those of the second and so on.
 *
 * @param counts images of each @param way share of the images, in [0, 1)
 */
export function allographAt(counts: readonly number[], way: number): number {
  let left = way * counts.reduce((sum, count) => sum + count, 0);
  const found = counts.findIndex((count) => {
    left -= count;
    return left < 0;
  });
  return Math.max(0, found);
}

/**
 * A hand's own slant and stroke width, as `HandSettings` has them.
 *
 * @param seed of the hand
 */
export function handTraits(seed: number): { slant: number; strokeWidth: number } {
  const numbers = new Float32Array(traits.length);
  const sequence = new RandomSequence(seed, { stream: 'hand', index: 0 });
  const [slant = 0, strokeWidth = 0] = sequence.fillNormal(numbers);
  return { slant, strokeWidth };
}
