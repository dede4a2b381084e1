import { visibleCharacter } from '../text/visible-character.js';

/** What may stand between the digits of a number. A blank is a gap, the others are strokes. */
export const separators = ['.', ',', '-', '/', ':', ' '] as const;
export type Separator = (typeof separators)[number];

/** Characters of the longest number. */
const longest = 1_000;

/** What programs write for the characters of a number: typeset dashes and strokes, wide letters. */
const alike: readonly (readonly [RegExp, string])[] = [
  [/\p{Zs}/gu, ' '],
  [/[\u2010-\u2015\u2212\ufe58\ufe63\uff0d]/g, '-'],
  [/[\u2044\u2215\uff0f]/g, '/'],
  [/[\u2236\uff1a]/g, ':'],
  [/\uff0e/g, '.'],
  [/\uff0c/g, ','],
];

/**
 * A text to write as a number in the characters that are written: blanks of every width are a blank,
 * dashes and the minus sign are "-", full-width digits are 0 to 9. As many characters as before.
 */
export const plainNumberText = (text: string): string =>
  alike
    .reduce((plain, [written, meant]) => plain.replace(written, meant), text)
    .replace(/[\uff10-\uff19]/g, (digit) => digit.normalize('NFKC'));

/**
 * What is wrong with a text to write as a number, in words that follow the field's name ("must …"),
 * or null when it is good: digits 0 to 9 and separators, or what is taken for them, at least one
 * digit, at most 1,000 characters. What is written is its `plainNumberText`.
 */
export function checkNumberText(value: unknown): string | null {
  if (typeof value !== 'string') return 'must be a text of digits';
  const characters = [...plainNumberText(value)];
  const place = characters.findIndex((character) => !isDigit(character) && !isSeparator(character));
  if (place !== -1) {
    return `can hold the digits 0 to 9, blanks and . , - / : and nothing else: ${visibleCharacter(characters[place] ?? '')} at place ${place + 1} can't be written`;
  }
  if (!characters.some(isDigit)) return 'must hold at least one digit';
  if (characters.length > longest) {
    return `must have at most ${longest.toLocaleString('en-US')} characters, not ${characters.length.toLocaleString('en-US')}`;
  }
  return null;
}

/** The digits of a good text, from left to right. */
export const digitsOf = (text: string): number[] => [...text].filter(isDigit).map(Number);

export const isSeparator = (character: string): character is Separator =>
  separators.some((separator) => separator === character);

const isDigit = (character: string): boolean => /^[0-9]$/.test(character);
