import type { ComposingConfig } from './composing.js';

/** Characters of a text that a file name takes. */
const mostCharacters = 60;

/**
 * The usual name of a number's picture: the original program's for any number, for a text
 * `generated_number_3.14.png`. What file systems don't take ("/", ":") and blanks become "_".
 */
export function numberFileName({ number, digits }: Pick<ComposingConfig, 'number' | 'digits'>) {
  if (number === null) return `generated_number_with_${digits}_digits.png`;
  const text = number.replaceAll(/[/: ]/g, '_').slice(0, mostCharacters);
  return `generated_number_${text}.png`;
}
