import { createHash } from 'node:crypto';
import { measureTraits, type Trait } from '../../src-shared/digits/measure-traits.js';
import { classCount } from '../../src-shared/networks/classifiers.js';
import { programName } from '../files/app-version.js';
import { loadMnist, type MnistPart } from '../files/idx/mnist.js';
import type { Bank, BankDigit } from './bank.js';
import { HandIndex } from './hand-index.js';
import { inkFrame, traceNumbers } from './measure-digit.js';
import { outlineOf } from './outline-numbers.js';

const digitPixels = 28 * 28;
/** Digits of each label that a hand has, about. */
const perHand = 10;

const names = { train: 'mnist', t10k: 'mnist-test' } as const satisfies Record<MnistPart, string>;

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
  const pixelsOf = (index: number) =>
    images.subarray(index * digitPixels, (index + 1) * digitPixels);
  const measured = Array.from({ length: count }, (_, index) => measureTraits(pixelsOf(index)));
  const hands = groupAlike(labels, measured);
  const index = new HandIndex({ labels, hands });
  const traced = new Map<number, Int16Array>();
  const numbersOf = (digit: number) => {
    const numbers = traced.get(digit) ?? traceNumbers(pixelsOf(digit));
    traced.set(digit, numbers);
    return numbers;
  };
  return {
    name: names[part],
    sha256: createHash('sha256').update(`${sha256} ${labelsSha256}`).digest('hex'),
    size: count,
    facts: {
      model: `MNIST's ${part === 'train' ? 'training' : 'test'} digits, written by people`,
      modelSha256: null,
      seed: null,
      program: programName(),
      labels: 'given by people',
      drawn: null,
      accepted: null,
      contradicted: null,
      handsLeftOut: 0,
    },
    hands: index.hands,
    of: (label, hand) => index.of(label, hand),
    digit(digit): BankDigit {
      const own = measured[digit];
      const frame = own && inkFrame(pixelsOf(digit));
      if (!frame) throw new RangeError(`MNIST has no digit ${digit}.`);
      const numbers = numbersOf(digit);
      return {
        index: digit,
        label: labels[digit] ?? 0,
        hand: hands[digit] ?? 0,
        confidence: 1,
        ...own,
        ...frame,
        outline: outlineOf((at) => numbers[at] ?? 0),
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
