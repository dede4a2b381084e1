import { digitsOf, marks } from '../config/number-text.js';
import type { RandomSequence } from '../random/streams.js';

/** The fewest and the most of something. */
export interface Span {
  readonly min: number;
  readonly max: number;
}

/** Characters as a set of bits: the digits, then the marks. */
export type Characters = number;

/**
 * A node that is ready to write: what it writes is counted, and the text of each index is known. What is
 * said of its characters is used to see whether two indices can write the same.
 */
export interface Element {
  /** Texts that it writes, as many ways as there are to write them. */
  readonly count: bigint;
  /** Characters of a text. */
  readonly length: Span;
  /** Digits of a text. */
  readonly digits: Span;
  /** What may stand in a text, at its beginning, and what stands in every text. */
  readonly alphabet: Characters;
  readonly first: Characters;
  readonly always: Characters;
  /** Whether some texts are drawn more often than others. */
  readonly weighted: boolean;
  /** True only where two indices never write the same text. */
  readonly unique: boolean;
  /** @param index 0 to count - 1 */
  write(index: bigint): string;
  /** An index as it is drawn: by weights where there are some, otherwise each alike. */
  draw(random: RandomSequence): bigint;
}

const order = ['0', '1', '2', '3', '4', '5', '6', '7', '8', '9', ...marks].join('');

export const charactersOf = (text: string): Characters =>
  [...text].reduce((all, character) => all | (1 << order.indexOf(character)), 0);

/** In the order of digits and marks. */
export const charactersIn = (characters: Characters): string[] =>
  [...order].filter((character) => (characters & charactersOf(character)) !== 0);

export const digitCharacters = charactersOf('0123456789');

export const digitCount = (text: string): number => digitsOf(text).length;

export const exactly = (count: number): Span => ({ min: count, max: count });

export const isFixed = ({ min, max }: Span): boolean => min === max;

export const spanOver = (spans: readonly Span[]): Span => ({
  min: Math.min(...spans.map(({ min }) => min)),
  max: Math.max(...spans.map(({ max }) => max)),
});

export const spanSum = (spans: readonly Span[]): Span => ({
  min: spans.reduce((sum, { min }) => sum + min, 0),
  max: spans.reduce((sum, { max }) => sum + max, 0),
});

/** Uniform from 0 to limit - 1, by rejection of what is above; one of 2^32 at a time. */
export function below(limit: bigint, random: RandomSequence): bigint {
  if (limit === 1n) return 0n;
  const bits = (limit - 1n).toString(2).length;
  for (;;) {
    let value = 0n;
    for (let have = 0; have < bits; have += 32) {
      value = (value << 32n) | BigInt(random.nextUint32());
    }
    value >>= BigInt(Math.ceil(bits / 32) * 32 - bits);
    if (value < limit) return value;
  }
}

/** An element all of whose texts are drawn alike. */
export const evenly = (element: Omit<Element, 'weighted' | 'draw'>): Element => ({
  ...element,
  weighted: false,
  draw: (random) => below(element.count, random),
});
