import type { ComposingConfig } from './composing.js';
import type { PictureFormat } from './picture-formats.js';

/** Characters of a text that a file name takes. */
const mostCharacters = 60;

/**
 * The usual name of a number's picture: the original program's for any number, for a text
 * `generated_number_3.14.png`. Blanks and marks that mean something else to file systems, shells or
 * addresses ("/", ":", "$", "%", "#") become "_".
 */
export function numberFileName(
  { number, digits }: Pick<ComposingConfig, 'number' | 'digits'>,
  format: PictureFormat = 'png',
): string {
  const stem = number === null ? `with_${digits}_digits` : numberInName(number);
  return `generated_number_${stem}.${format}`;
}

/** A number as it stands in the name of a file. */
export const numberInName = (number: string): string =>
  number.replaceAll(/[^-0-9.,]/g, '_').slice(0, mostCharacters);
