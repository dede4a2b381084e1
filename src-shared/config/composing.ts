import { legibleConfidence } from '../quality/legibility.js';
import { type ChoiceField, type Field, maxSeed, type NumberField, seedField } from './fields.js';

/** How many digits the groups of a number have, from the right: 3, 3, 3 or 3, 2, 2. */
export const groupings = ['thousands', 'indian'] as const;
export type Grouping = (typeof groupings)[number];

/** How a handwritten number is put together from single digits. Lengths are pixels of a 28-pixel digit. */
export interface ComposingConfig {
  /** The text to write: digits and marks, see `checkNumberText`. Null is any number. */
  number: string | null;
  /** Of any number. A text has those that stand in it, whatever stands here. */
  digits: number;
  /**
   * How sure the recogniser has to be of each digit. Null is "off": of any number the raw generator's
   * digits in their order, of a text those of the wanted class however doubtful.
   */
  legibility: number | null;
  /**
   * Pixels added between the groups of a whole part; null is "off". A text that is not one plain number
   * says itself where it is parted: nothing is added there.
   */
  thousandsSpacing: number | null;
  grouping: Grouping;
  /** Between two characters, negative where they overlap. */
  minSpacing: number;
  maxSpacing: number;
  inkThreshold: number;
  /**
   * Whose hand writes it, where the model knows hands: a seed; null is the number's own seed, `each` is a
   * new hand for each digit.
   */
  hand: number | 'each' | null;
  /** Of the hand, in standard deviations of the hands there are; null is as the hand has it. */
  slant: number | null;
  strokeWidth: number | null;
  seed: number;
}

const trait = (flag: string, label: string, help: string): NumberField => ({
  kind: 'number',
  flag,
  label,
  unit: '',
  help,
  min: -3,
  max: 3,
  integer: false,
});

const pixels = (flag: string, label: string, help: string, min: number): NumberField => ({
  kind: 'number',
  flag,
  label,
  unit: 'px',
  help,
  min,
  max: 280,
  integer: true,
});

/** Of two digits that overlap by as many pixels. */
const leastGap = -20;

export const composingFields = {
  digits: {
    kind: 'number',
    flag: '--digits',
    label: 'Digits',
    unit: 'digits',
    help: 'how many digits any number has',
    min: 1,
    max: 1_000,
    integer: true,
  },
  legibility: {
    kind: 'number',
    flag: '--legibility',
    label: 'Legibility',
    unit: '',
    help: 'how sure the recogniser has to be of each digit, or off',
    min: 0,
    max: 1,
    integer: false,
  },
  thousandsSpacing: pixels(
    '--thousands-spacing',
    'Thousands spacing',
    'extra gap between the groups of a whole part, as in 12 345.60, or off; none in dates, sums and what else is no plain number',
    0,
  ),
  grouping: {
    kind: 'choice',
    flag: '--grouping',
    label: 'Groups',
    help: 'groups that the thousands spacing parts: 1 234 567 or 12 34 567',
    choices: groupings,
  } satisfies ChoiceField<Grouping>,
  minSpacing: pixels('--min-spacing', 'Smallest gap', 'smallest gap between two digits', leastGap),
  maxSpacing: pixels('--max-spacing', 'Largest gap', 'largest gap between two digits', leastGap),
  inkThreshold: {
    kind: 'number',
    flag: '--ink-threshold',
    label: 'Ink threshold',
    unit: 'grey level',
    help: 'a column belongs to the digit when one of its pixels is at least this bright; 1 is "not black"',
    min: 1,
    max: 255,
    integer: true,
  },
  hand: {
    kind: 'number',
    flag: '--hand',
    label: 'Hand',
    unit: '',
    help: "seed of the hand that writes; each is a new hand for every digit; the number's own seed when left out",
    min: 0,
    max: maxSeed,
    integer: true,
  },
  slant: trait(
    '--slant',
    'Slant',
    "the hand's slant: 0 is usual, 1 leans to the right as one hand in six does",
  ),
  strokeWidth: trait(
    '--stroke-width',
    'Stroke width',
    "the hand's stroke width: 0 is usual, 1 is broad as one hand in six is",
  ),
  seed: seedField,
} as const satisfies Record<Exclude<keyof ComposingConfig, 'number'>, Field>;

export const composingDefaults: Readonly<Omit<ComposingConfig, 'seed'>> = {
  number: null,
  digits: 4,
  legibility: legibleConfidence,
  thousandsSpacing: 10,
  grouping: 'thousands',
  minSpacing: 1,
  maxSpacing: 5,
  inkThreshold: 32,
  hand: null,
  slant: null,
  strokeWidth: null,
};

/** Digits of a number that are drawn again, at most. */
export const mostReplaced = 1_000;
