import { planBounds, type SplitName } from '../../../src-shared/config/data-sets.js';
import type { NumberField } from '../../../src-shared/config/fields.js';
import { longestSample } from '../../../src-shared/strips/sample.js';

/** Of the numbers of a form. */
const whole = (
  label: string,
  { min, max, unit = '', help = '' }: { min: number; max: number; unit?: string; help?: string },
): NumberField => ({
  kind: 'number',
  flag: '',
  label,
  unit,
  help,
  min,
  max,
  integer: true,
});

export const countField = whole('Strips', { min: 1, max: planBounds.count });

export const lengthFields = {
  shortest: whole('Shortest', { min: 1, max: longestSample, unit: 'digits' }),
  longest: whole('Longest', { min: 1, max: longestSample, unit: 'digits' }),
};

export const shardField = whole('Strips written together', {
  min: 1,
  max: planBounds.shardSize,
  help: 'what an interruption costs at most',
});

const part = (label: string) => whole(label, { min: 0, max: 100, unit: '%' });

export const partFields: Readonly<Record<SplitName, NumberField>> = {
  train: part('Training'),
  val: part('Validation'),
  test: part('Test'),
};
