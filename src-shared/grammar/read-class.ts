import type { ClassNode } from './grammar.js';
import type { LineCursor } from './line-cursor.js';
import { drawnCharacter, escapedCharacter } from './read-character.js';

/**
 * `[0-35.]`: the characters of a class, whose bracket is behind.
 *
 * @param start the place of the bracket
 */
export function readClass(cursor: LineCursor, start: number): ClassNode {
  if (cursor.peek() === '^')
    throw cursor.error('a class holds what it may be, not what it may not');
  const characters: string[] = [];
  while (!cursor.take(']')) {
    const at = cursor.at;
    const character = cursor.peek();
    if (character === null) throw cursor.error('this class has no end: ] is missing', start);
    cursor.at++;
    const first =
      character === '\\' ? classEscape(cursor, at) : drawnCharacter(cursor, character, at);
    // A hyphen at either end of a class is one.
    if (first.length === 1 && cursor.peek() === '-' && cursor.peek(1) !== ']') {
      characters.push(...readSpan(cursor, { first, at }));
    } else {
      characters.push(...first);
    }
  }
  if (characters.length === 0) throw cursor.error('this class is empty', start);
  return cursor.node({ kind: 'class', characters: [...new Set(characters)].join('') }, start);
}

const digits = '0123456789';

function classEscape(cursor: LineCursor, at: number): string {
  return cursor.take('d') ? digits : escapedCharacter(cursor, at);
}

/** `0-5`, whose first digit is behind. */
function readSpan(cursor: LineCursor, { first, at }: { first: string; at: number }): string {
  cursor.at++;
  const last = cursor.peek();
  if (last === null || !digits.includes(first) || !digits.includes(last)) {
    throw cursor.error('a span in a class is of digits, such as 0-5; a hyphen is written \\-', at);
  }
  cursor.at++;
  if (first > last)
    throw cursor.error(`the span goes from the smaller to the larger: ${last}-${first}`, at);
  return digits.slice(Number(first), Number(last) + 1);
}
