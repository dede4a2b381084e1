import { Option } from 'commander';
import { composingDefaults, composingFields } from '../../../src-shared/config/composing.js';
import { AppError } from '../../../src-shared/contract/errors.js';
import { fieldOption, parseField } from './field-option.js';

/** Lengths of the numbers to write, both ends included. */
export interface DigitRange {
  readonly first: number;
  readonly last: number;
}

/** `--digits 4` or `--digits 1-15`. */
export function digitsOption(): Option {
  const { flags, description } = fieldOption(composingFields.digits, {
    default: `default ${composingDefaults.digits}; A-B with --out-dir writes one number of each length`,
  });
  return new Option(flags.replace('<n>', '<n|a-b>'), description).argParser(parseDigits);
}

/** @throws AppError BAD_INPUT */
function parseDigits(text: string): DigitRange {
  const [, from, to] = /^(\d+)-(\d+)$/.exec(text) ?? [];
  const first = Number(parseField(composingFields.digits, from ?? text));
  const last = to === undefined ? first : Number(parseField(composingFields.digits, to));
  if (first <= last) return { first, last };
  throw new AppError('BAD_INPUT', `--digits must go from the smaller to the larger, not ${text}.`, {
    details: { option: '--digits', value: text },
  });
}

export const isDigitRange = (value: unknown): value is DigitRange =>
  typeof value === 'object' && value !== null && 'first' in value && 'last' in value;
