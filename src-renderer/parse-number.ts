import { checkField, type NumberField } from '../src-shared/config/fields.js';
import { decimalValue } from '../src-shared/config/number-text.js';
import { formatBound } from './format.js';
import { localSigns } from './local-signs.js';

/**
 * Reads a number as people of a locale type it: in digits of any script, with its decimal and grouping
 * signs, any spaces, a plain point or comma where it can only be a decimal sign, exponents. Null when
 * it is none.
 */
export function parseNumber(text: string, locale?: string): number | null {
  const { decimal, group } = localSigns(locale);
  const dense = denseOf(text);
  const other = decimal === ',' ? '.' : ',';
  const grouped = new RegExp(`^-?[1-9]\\d{0,2}(?:\\${other}\\d{3})+(?:\\${decimal}\\d*)?$`);
  const plain =
    group.trim() === other && grouped.test(dense)
      ? dense.replaceAll(other, '').replace(decimal, '.')
      : dense.replace(/[.,]/, '.');
  if (!/^[-+]?(?:\d+\.?\d*|\.\d+)(?:e[-+]?\d+)?$/i.test(plain)) return null;
  return Number(plain);
}

/** The same where only a whole number is meant: 1,000 and 1.000 are a thousand in every locale. */
export function parseWhole(text: string, locale?: string): number | null {
  const dense = denseOf(text);
  return /^-?[1-9]\d{0,2}(?:(?:,\d{3})+|(?:\.\d{3})+)$/.test(dense)
    ? Number(dense.replaceAll(/[.,]/g, ''))
    : parseNumber(text, locale);
}

/** What is typed into a field, or what is wrong with it as a sentence. @param more that it could be */
export function readTyped(
  field: NumberField,
  text: string,
  more = '',
): { readonly value: number } | { readonly problem: string } {
  // The word for null is the command line's.
  const { none: _none, ...number } = field;
  const value = (field.integer ? parseWhole : parseNumber)(text) ?? Number.NaN;
  const wrong = checkField(number, value, formatBound);
  return wrong === null ? { value } : { problem: `${field.label} ${wrong}${more}.` };
}

/** Without blanks, apostrophes and marks of direction; digits and signs as a program writes them. */
const denseOf = (text: string): string =>
  text
    .replace(/[\s'’\u061c\u200e\u200f\u066c]/g, '')
    .replace(/\u2212/g, '-')
    .replace(/\u066b/g, '.')
    .replace(/\p{Nd}/gu, (digit) => String(decimalValue(digit)));
