import { isMark, plainNumberText, visibleMarks } from '../config/number-text.js';
import { numberedCharacter } from '../text/visible-character.js';
import type { LineCursor } from './line-cursor.js';

const drawn = /^[0-9]$/;

/** What stands for something in a line, in words that say what to write instead. */
const meanings: Readonly<Record<string, string>> = {
  '*': 'nothing is without an end: for up to 20 of something write {0,20}',
  '^': 'a grammar is of whole numbers: there is no sign for the beginning',
  '}': 'this bracket closes none: { is missing',
  ']': 'this bracket closes none: [ is missing',
};

/**
 * The character that is drawn for one of a line: a digit, or a mark as numbers have it, of every script
 * and width.
 *
 * @param at its place
 * @throws AppError BAD_INPUT for one that can't be drawn, with its number
 */
export function drawnCharacter(cursor: LineCursor, character: string, at: number): string {
  const meaning = meanings[character];
  if (meaning !== undefined) throw cursor.error(meaning, at);
  const plain = plainNumberText(character);
  if (isDrawn(plain)) return plain;
  throw cursor.error(
    `${numberedCharacter(character)} can't be drawn: there are the digits 0 to 9, blanks and ${visibleMarks}`,
    at,
  );
}

/** Whether a character is a digit or a mark. */
export const isDrawn = (character: string): boolean => drawn.test(character) || isMark(character);

/** The character behind a backslash, which is not a letter's meaning. */
export function escapedCharacter(cursor: LineCursor, at: number): string {
  const character = cursor.peek();
  if (character === null || /^[\p{L}\\]$/u.test(character)) {
    throw cursor.error(
      'a backslash stands before a mark, such as \\( for a bracket, or is \\d for any digit',
      at,
    );
  }
  cursor.at++;
  return drawnCharacter(cursor, character, at + 1);
}
