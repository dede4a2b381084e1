import type { NumberField } from './fields.js';

/** A uniform choice between two bounds, both included. */
export interface Range {
  readonly min: number;
  readonly max: number;
}

/**
 * How the strips of a data set differ from each other: each strip draws its own values. Lengths are
 * pixels of a digit that is 28 pixels high, of which its ink takes about 20.
 */
export interface Style {
  /** Between the ink of two characters, drawn for each; negative where they touch. */
  readonly gap: Range;
  /** Beside that, between the groups of a plain number: 12 345. */
  readonly thousandsGap: Range;
  /** Pixels that the strip leans to the right for each of height, beside the slant of the hand. */
  readonly slant: Range;
  /** Times a character's size, drawn for each. */
  readonly size: Range;
  /** How far below the line a character stands, drawn for each. */
  readonly wander: Range;
  /** Paper around the ink, drawn for each side. */
  readonly margin: Range;
  /** Grey levels, 0 (black) to 255 (white). */
  readonly ink: Range;
  readonly paper: Range;
}

interface RangeField {
  readonly label: string;
  readonly unit: string;
  readonly min: number;
  readonly max: number;
  readonly integer: boolean;
}

const pixels = (label: string, min: number, max: number): RangeField => ({
  label,
  unit: 'px of a digit',
  min,
  max,
  integer: false,
});

const level = (label: string): RangeField => ({
  label,
  unit: 'grey level',
  min: 0,
  max: 255,
  integer: true,
});

const styleFields = {
  gap: pixels('Gap', -8, 40),
  thousandsGap: pixels('Thousands gap', 0, 40),
  slant: { label: 'Slant', unit: '', min: -0.8, max: 0.8, integer: false },
  size: { label: 'Size', unit: 'times', min: 0.5, max: 2, integer: false },
  wander: pixels('Wander', -8, 8),
  margin: pixels('Margin', 0, 40),
  ink: level('Ink'),
  paper: level('Paper'),
} as const satisfies Record<keyof Style, RangeField>;

/** Styles with a name. */
export const styles = {
  /** Dark ink on light paper, and nothing else. */
  clean: {
    gap: { min: 1, max: 5 },
    thousandsGap: { min: 0, max: 10 },
    slant: { min: -0.15, max: 0.15 },
    size: { min: 0.93, max: 1.07 },
    wander: { min: -0.8, max: 0.8 },
    margin: { min: 1, max: 5 },
    ink: { min: 0, max: 90 },
    paper: { min: 215, max: 255 },
  },
} as const satisfies Record<string, Style>;

export type StyleName = keyof typeof styles;
export const styleNames = Object.keys(styles) as StyleName[];

/** Of a strip's picture. */
export const stripHeightField: NumberField = {
  kind: 'number',
  flag: '--height',
  label: 'Height',
  unit: 'px',
  help: 'height of the pictures, their margins included',
  min: 16,
  max: 128,
  integer: true,
};

export const usualStripHeight = 32;

/** What is wrong with one of a style's ranges, in words that follow its name, or null. */
export function checkRange(name: keyof Style, { min, max }: Range): string | null {
  const field = styleFields[name];
  if (max < min) return `must go from the smaller to the larger, not from ${min} to ${max}`;
  const isGood = (value: number) =>
    Number.isFinite(value) && value >= field.min && value <= field.max;
  return isGood(min) && isGood(max) ? null : `must lie between ${field.min} and ${field.max}`;
}
