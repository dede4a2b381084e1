import { legibleConfidence } from '../quality/legibility.js';
import { maxSeed, type NumberField, seedField } from './fields.js';

/** How a handwritten number is put together from single digits. Lengths are pixels of a 28-pixel digit. */
export interface ComposingConfig {
  /** The text to write: digits and separators, see `checkNumberText`. Null is any number. */
  number: string | null;
  /** Of any number. A text has those that stand in it, whatever stands here. */
  digits: number;
  /**
   * How sure the recogniser has to be of each digit. Null is "off": of any number the raw generator's
   * digits in their order, of a text those of the wanted class however doubtful.
   */
  legibility: number | null;
  /**
   * Pixels added at every third gap counted from the right; null is "off". A text with separators
   * parts its digits itself: nothing is added there.
   */
  thousandsSpacing: number | null;
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

const pixels = (flag: string, label: string, help: string): NumberField => ({
  kind: 'number',
  flag,
  label,
  unit: 'px',
  help,
  min: 0,
  max: 280,
  integer: true,
});

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
    'extra gap at every third digit from the right, or off; none where a number has separators',
  ),
  minSpacing: pixels('--min-spacing', 'Smallest gap', 'smallest gap between two digits'),
  maxSpacing: pixels('--max-spacing', 'Largest gap', 'largest gap between two digits'),
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
} as const satisfies Record<Exclude<keyof ComposingConfig, 'number'>, NumberField>;

export const composingDefaults: Readonly<Omit<ComposingConfig, 'seed'>> = {
  number: null,
  digits: 4,
  legibility: legibleConfidence,
  thousandsSpacing: 10,
  minSpacing: 1,
  maxSpacing: 5,
  inkThreshold: 32,
  hand: null,
  slant: null,
  strokeWidth: null,
};
