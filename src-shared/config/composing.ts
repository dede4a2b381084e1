import { type NumberField, seedField } from './fields.js';

/** How a handwritten number is put together from single digits. Lengths are pixels of a 28-pixel digit. */
export interface ComposingConfig {
  digits: number;
  /** Pixels added at every third gap counted from the right; null is "off". */
  thousandsSpacing: number | null;
  minSpacing: number;
  maxSpacing: number;
  inkThreshold: number;
  seed: number;
}

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
    help: 'how many digits the number has',
    min: 1,
    max: 1_000,
    integer: true,
  },
  thousandsSpacing: pixels(
    '--thousands-spacing',
    'Thousands spacing',
    'extra gap at every third digit from the right, or off',
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
  seed: seedField,
} as const satisfies Record<keyof ComposingConfig, NumberField>;

export const composingDefaults: Readonly<Omit<ComposingConfig, 'seed'>> = {
  digits: 4,
  thousandsSpacing: 10,
  minSpacing: 1,
  maxSpacing: 5,
  inkThreshold: 32,
};
