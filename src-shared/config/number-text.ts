import { numberedCharacter } from '../text/visible-character.js';

/** What may stand beside the digits of a number. A blank is a gap, the others are strokes. */
export const marks = [
  ...(['.', ',', '-', '/', ':', "'", '+', '×', '=', '%', '#', '(', ')'] as const),
  ...(['$', '€', '£', '¥', ' '] as const),
] as const;
export type Mark = (typeof marks)[number];

/** The marks that can be seen, as a help text names them. */
export const visibleMarks = marks.filter((mark) => mark !== ' ').join(' ');

/** Characters of the longest number. */
const longest = 1_000;

/** What is typeset, typed on other keyboards or pasted for the marks. */
const alike: readonly (readonly [RegExp, Mark])[] = [
  [/\p{Zs}/u, ' '],
  [/[\u2010-\u2015\u2212]/, '-'],
  [/[\u2044\u2215]/, '/'],
  [/\u2236/, ':'],
  [/\u066b/, '.'],
  [/[\u060c\u066c]/, ','],
  [/[\u02bc\u2018\u2019\u201b\u2032]/, "'"],
  [/[\u2715\u2716\u2a2f]/, '×'],
  [/\u066a/, '%'],
];

/** Small and full-width forms of signs: Unicode says itself which signs they are. */
const otherWidth = /[\ufe50-\ufe6f\uff01-\uff5e\uffe0-\uffe6]/;
/** Cannot be seen and changes nothing that can. U+202E does: it turns the digits' order round. */
const unseen = /(?!\u202e)[\p{Default_Ignorable_Code_Point}\ufff9-\ufffb]/u;
const whiteSpace = /[\s\u0085]/;

/** A text that is written as it is, as nearly all of a list's are: digits and marks alone. */
const plainText = new RegExp(`^[0-9${marks.map((mark) => `\\${mark}`).join('')}]{1,${longest}}$`);

/** One character of a text as it was given. */
interface GivenCharacter {
  readonly given: string;
  /** What is written for it: nothing, one character, or itself where it can't be written. */
  readonly written: string;
}

/**
 * A text to write as a number in the characters that are written. Blanks of every width are a blank,
 * dashes and the minus sign are "-", decimal digits of every script are 0 to 9; invisible characters
 * are left out, and around the text line ends and tabs too. What can't be written stays as it is.
 */
export const plainNumberText = (text: string): string =>
  plainText.test(text)
    ? text
    : readCharacters(text)
        .map(({ written }) => written)
        .join('');

/**
 * What is wrong with a text to write as a number, in words that follow the field's name ("must …"),
 * or null when it is good: digits 0 to 9 and marks, or what is taken for them, at least one digit,
 * at most 1,000 characters. What is written is its `plainNumberText`.
 */
export function checkNumberText(value: unknown): string | null {
  if (typeof value !== 'string') return 'must be a text of digits';
  if (plainText.test(value) && /[0-9]/.test(value)) return null;
  const characters = readCharacters(value);
  const place = characters.findIndex(
    ({ written }) => written !== '' && !isDigit(written) && !isMark(written),
  );
  const refused = characters[place];
  if (refused !== undefined) {
    return `can hold the digits 0 to 9, blanks and ${visibleMarks} and nothing else: ${numberedCharacter(refused.given)} at place ${place + 1} can't be written`;
  }
  const written = characters.filter((character) => character.written !== '');
  if (!written.some((character) => isDigit(character.written))) {
    return 'must hold at least one digit';
  }
  if (written.length > longest) {
    return `must have at most ${longest.toLocaleString('en-US')} characters, not ${written.length.toLocaleString('en-US')}`;
  }
  return null;
}

/** The digits of a good text, from left to right. */
export const digitsOf = (text: string): number[] => [...text].filter(isDigit).map(Number);

const markSet: ReadonlySet<string> = new Set(marks);

export const isMark = (character: string): character is Mark => markSet.has(character);

const isDigit = (character: string): boolean =>
  character.length === 1 && character >= '0' && character <= '9';

function readCharacters(text: string): GivenCharacter[] {
  const characters = [...text];
  const isContent = (character: string) => !unseen.test(character) && !whiteSpace.test(character);
  const first = characters.findIndex(isContent);
  const last = characters.findLastIndex(isContent);
  return characters.map((given, place) => {
    const written = plainCharacter(given);
    // A text that comes from a cell or a file ends in a line break.
    const isAround = (place < first || place > last) && written !== ' ';
    return { given, written: isAround ? '' : written };
  });
}

function plainCharacter(given: string): string {
  if (isDigit(given)) return given;
  if (/\p{Nd}/u.test(given)) return String(decimalValue(given));
  if (unseen.test(given)) return '';
  const character = otherWidth.test(given) ? given.normalize('NFKC') : given;
  const meant = alike.find(([written]) => written.test(character))?.[1] ?? character;
  return isMark(meant) ? meant : given;
}

/**
 * The value of a decimal digit of any script. Unicode keeps the ten of a script in their order and side
 * by side, so that it is the count of decimal digits right before, without whole tens: five sets of
 * mathematical digits follow one another.
 * @see https://www.unicode.org/reports/tr44/#Numeric_Type
 */
export function decimalValue(digit: string): number {
  const code = digit.codePointAt(0) ?? 0;
  let before = 0;
  while (/\p{Nd}/u.test(String.fromCodePoint(code - before - 1))) before++;
  return before % 10;
}
