import { Option } from 'commander';
import { colourExamples, colourNames, parseColour } from '../../../src-shared/config/colours.js';
import {
  checkField,
  type Field,
  type FlagField,
  type NumberField,
} from '../../../src-shared/config/fields.js';
import { AppError } from '../../../src-shared/contract/errors.js';
import { didYouMean } from '../../../src-shared/text/nearest-word.js';

interface FieldOptionParts {
  /** What holds when the option is left out, in words. */
  readonly default?: string | undefined;
  /** A word that is taken as it stands, for what no number can say: `off`. */
  readonly word?: string;
}

/** A field whose option takes a value. */
type ValueField = Exclude<Field, FlagField>;

/** The command-line option of a declared field: flag, help, bounds and check come from there. */
export function fieldOption(field: Field, parts: FieldOptionParts = {}): Option {
  if (field.kind === 'flag') return new Option(field.flag, field.help);
  const word = parts.word ?? ('none' in field ? field.none : undefined);
  const placeholder =
    word === undefined ? `<${valueNames[field.kind]}>` : `<${valueNames[field.kind]}|${word}>`;
  const remarks = [range(field), parts.default].filter((remark) => remark !== undefined);
  return new Option(`${field.flag} ${placeholder}`, `${field.help} (${remarks.join('; ')})`)
    .choices(wordsOf(field, word))
    .argParser((text) => (text === word ? text : parseField(field, text, word)));
}

/** What can be typed as it stands: what completion offers, and what a typing error is held against. */
function wordsOf(field: ValueField, word?: string): string[] {
  const known = {
    choice: 'choices' in field ? field.choices : [],
    colour: colourNames,
    number: [],
  };
  return [...known[field.kind], ...(word === undefined ? [] : [word])];
}

const valueNames = { number: 'n', choice: 'choice', colour: 'colour' } as const;

/** Takes back what a configuration that was read from a file has switched on. */
export const noFlagOption = ({ flag }: FlagField): Option =>
  new Option(flag.replace(/^--/, '--no-')).hideHelp();

/** @throws AppError BAD_INPUT with the field's own sentence. */
export function parseField(field: ValueField, text: string, word?: string): string | number {
  const value = readValue(field, text);
  const problem = checkField(field, value);
  if (problem === null) return value;
  const alternative = word === undefined || 'none' in field ? '' : `, or ${word}`;
  const hint = didYouMean(text, wordsOf(field, word ?? ('none' in field ? field.none : undefined)));
  throw new AppError(
    'BAD_INPUT',
    `${field.flag} ${problem}${alternative}, not ${quoted(text)}.${hint}`,
    { details: { option: field.flag, value: text } },
  );
}

function readValue(field: ValueField, text: string): string | number {
  if (field.kind === 'colour') return parseColour(text) ?? text;
  return field.kind === 'number' && decimal.test(text) ? Number(text) : text;
}

/** Number() alone would take '', '0x10' and ' 5 ' as well. */
const decimal = /^[-+]?(\d+\.?\d*|\.\d+)(e[-+]?\d+)?$/i;

const quoted = (text: string): string => (decimal.test(text) ? text : JSON.stringify(text));

function range(field: ValueField): string {
  if (field.kind === 'choice') return field.choices.join(', ');
  if (field.kind === 'colour') return colourExamples;
  if (field.max === Number.MAX_SAFE_INTEGER) return `at least ${field.min}`;
  const unit = field.unit === '' ? '' : ` ${field.unit}`;
  return `${field.min} to ${field.max}${unit}`;
}

/** A whole number that only the command line knows. */
export const wholeNumber = (
  parts: Pick<NumberField, 'flag' | 'help' | 'min' | 'max'> & { readonly unit?: string },
): NumberField => ({
  kind: 'number',
  label: parts.flag,
  integer: true,
  ...parts,
  unit: parts.unit ?? '',
});
