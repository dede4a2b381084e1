import { createHash } from 'node:crypto';
import { measureTraits, type Trait } from '../../src-shared/digits/measure-traits.js';
import { classCount } from '../../src-shared/networks/classifiers.js';
import { programName } from '../files/app-version.js';
import { loadMnist, type MnistPart } from '../files/idx/mnist.js';
import type { Bank, BankDigit, BankFacts, SharedMnist } from './bank.js';
import { HandIndex } from './hand-index.js';
import { inkFrame, traceNumbers } from './measure-digit.js';
import { outlineOf } from './outline-numbers.js';
import { roomForOutlines, TracedOutlines } from './traced-outlines.js';

const digitPixels = 28 * 28;
/** Digits of each label that a hand has, about. */
const perHand = 10;

const names = { train: 'mnist', t10k: 'mnist-test' } as const satisfies Record<MnistPart, string>;

/** What is known of both before they are opened, which takes a second. */
export const mnistSizes = {
  mnist: { part: 'train', digits: 60_000, hands: 529 },
  'mnist-test': { part: 't10k', digits: 10_000, hands: 81 },
} as const satisfies Record<string, { part: MnistPart; digits: number; hands: number }>;

export const mnistFacts = (part: MnistPart): BankFacts => ({
  model: `MNIST's ${part === 'train' ? 'training' : 'test'} digits, written by people`,
  modelSha256: null,
  seed: null,
  program: programName(),
  labels: 'given by people',
  drawn: null,
  accepted: null,
  contradicted: null,
  handsLeftOut: 0,
});

/**
 * MNIST's own digits: real ink, labelled by people. MNIST says of no digit who wrote it: its hands are
 * groups of digits that look alike. The digits of each label are sorted by their slant into as many
 * groups as each group is sorted into by its stroke width; what lies at the same place of each label is
 * one hand, with some ten digits of each.
 *
 * A digit is traced when it is first asked for.
 *
 * @throws AppError INVALID_DATA, NOT_FOUND
 */
export async function mnistBank(part: MnistPart = 'train'): Promise<Bank> {
  const { images, labels, count, sha256, labelsSha256 } = await loadMnist(part);
  const measured = Array.from({ length: count }, (_, index) =>
    measureTraits(images.subarray(index * digitPixels, (index + 1) * digitPixels)),
  );
  return bankOfMnist({
    kind: names[part],
    sha256: createHash('sha256').update(`${sha256} ${labelsSha256}`).digest('hex'),
    images: shared(Uint8Array, images),
    labels: shared(Uint8Array, labels),
    hands: shared(Uint32Array, groupAlike(labels, measured)),
    traits: shared(
      Float64Array,
      measured.flatMap(({ slant, strokeWidth }) => [slant, strokeWidth]),
    ),
    ...roomForOutlines(count),
  });
}

/** Values in memory that threads share. */
function shared<Values extends Uint8Array | Uint32Array | Float64Array>(
  kind: { new (buffer: SharedArrayBuffer): Values; readonly BYTES_PER_ELEMENT: number },
  values: ArrayLike<number>,
): Values {
  const own = new kind(new SharedArrayBuffer(values.length * kind.BYTES_PER_ELEMENT));
  own.set(values);
  return own;
}

/** The bank of digits that another thread has measured. */
export function bankOfMnist(mnist: SharedMnist): Bank {
  const { kind, sha256, images, labels, hands, traits } = mnist;
  const pixelsOf = (digit: number) =>
    images.subarray(digit * digitPixels, (digit + 1) * digitPixels);
  const index = new HandIndex({ labels, hands });
  const outlines = new TracedOutlines(mnist);
  return {
    name: kind,
    sha256,
    size: labels.length,
    shared: mnist,
    facts: mnistFacts(kind === names.train ? 'train' : 't10k'),
    hands: index.hands,
    of: (label, hand) => index.of(label, hand),
    digit(digit): BankDigit {
      const [slant, strokeWidth] = [traits[2 * digit], traits[2 * digit + 1]];
      const frame = inkFrame(pixelsOf(digit));
      if (slant === undefined || strokeWidth === undefined || frame === null) {
        throw new RangeError(`MNIST has no digit ${digit}.`);
      }
      const numbers = outlines.of(digit, () => traceNumbers(pixelsOf(digit)));
      return {
        index: digit,
        label: labels[digit] ?? 0,
        hand: hands[digit] ?? 0,
        confidence: 1,
        slant,
        strokeWidth,
        ...frame,
        outline: outlineOf(numbers),
      };
    },
  };
}

/** The hand of each digit. */
function groupAlike(labels: Uint8Array, measured: readonly Record<Trait, number>[]): Uint32Array {
  const byLabel = Array.from({ length: classCount }, (): number[] => []);
  for (const [index, label] of labels.entries()) byLabel[label]?.push(index);
  const fewest = Math.min(...byLabel.map(({ length }) => length));
  const groups = Math.floor(Math.sqrt(fewest / perHand));
  const sorted = (indices: readonly number[], trait: Trait) => {
    const of = (index: number) => measured[index]?.[trait] ?? 0;
    return indices.toSorted((a, b) => of(a) - of(b) || a - b);
  };
  const hands = new Uint32Array(labels.length);
  for (const indices of byLabel) {
    for (const [slant, alike] of inParts(sorted(indices, 'slant'), groups).entries()) {
      for (const [width, own] of inParts(sorted(alike, 'strokeWidth'), groups).entries()) {
        for (const index of own) hands[index] = slant * groups + width;
      }
    }
  }
  return hands;
}

/** In their order, as nearly of one length as can be. */
const inParts = (values: readonly number[], parts: number): number[][] =>
  Array.from({ length: parts }, (_, part) =>
    values.slice(
      Math.floor((part * values.length) / parts),
      Math.floor(((part + 1) * values.length) / parts),
    ),
  );
