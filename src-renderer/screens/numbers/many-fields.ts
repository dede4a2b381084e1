import type { NumberField } from '../../../src-shared/config/fields.js';
import { mostOnSheet } from '../../../src-shared/config/sheet.js';

const count = (label: string, unit: string, bounds: { min: number; max: number }): NumberField => ({
  kind: 'number',
  flag: '',
  label,
  unit,
  help: '',
  ...bounds,
  integer: true,
});

/** Digits of the longest number that is drawn by lot. */
const longestDrawn = 15;
const mostTables = 20;

/** What says how many numbers there are and which. */
export const manyFields = {
  times: count('How often', 'times', { min: 2, max: mostOnSheet }),
  count: count('How many', 'numbers', { min: 1, max: mostOnSheet }),
  shortest: count('Shortest', 'digits', { min: 1, max: longestDrawn }),
  longest: count('Longest', 'digits', { min: 1, max: longestDrawn }),
  firstTable: count('First table', '', { min: 1, max: mostTables }),
  lastTable: count('Last table', '', { min: 1, max: mostTables }),
  first: count('From', '', { min: 0, max: 999_999 }),
  last: count('To', '', { min: 0, max: 999_999 }),
} as const;
export type ManyField = keyof typeof manyFields;
