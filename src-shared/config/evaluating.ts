import type { NumberField } from './fields.js';

/** How many digits an evaluation draws; the measures of fewer are mostly chance. */
export const evaluatedDigits: NumberField = {
  kind: 'number',
  flag: '--count',
  label: 'Digits',
  unit: 'digits',
  help: 'digits to draw and measure',
  min: 100,
  max: 1_000_000,
  integer: true,
};

export const usualEvaluatedDigits = 10_000;
