import { AppError } from '../contract/errors.js';
import {
  type Alternative,
  type Grammar,
  grammarBounds,
  type TextNode,
  type TreeNode,
} from './grammar.js';
import { LineCursor } from './line-cursor.js';
import { readBraces, readRepeat } from './read-braces.js';
import { drawnCharacter, escapedCharacter } from './read-character.js';
import { readClass } from './read-class.js';

/**
 * Reads a line such as `\d{3}-\d{4}|{1..500}`; see docs/grammar.md.
 *
 * @throws AppError BAD_INPUT: what is wrong; `details` has the line as `grammar` and the place as `at`
 */
export const parseGrammar = (line: string): Grammar => ({ number: readLine(line) });

/** The node of a line. @throws as `parseGrammar` */
export function readLine(line: string): TreeNode {
  if (line.length > grammarBounds.line) {
    const most = grammarBounds.line.toLocaleString('en-US');
    throw new AppError('BAD_INPUT', `A grammar has at most ${most} characters in a line.`);
  }
  const cursor = new LineCursor(line);
  const node = readChoice(cursor, 0);
  if (cursor.peek() === null) return node;
  throw cursor.error('this bracket closes none: to draw a bracket write \\)');
}

/** Alternatives, up to the bracket that closes them or the end. */
function readChoice(cursor: LineCursor, depth: number): TreeNode {
  const start = cursor.at;
  if (depth > grammarBounds.brackets) {
    throw cursor.error(`brackets lie in each other at most ${grammarBounds.brackets} deep`);
  }
  const alternatives: Alternative[] = [];
  do {
    const node = readSequence(cursor, depth);
    const weight = cursor.peek() === '@' ? readWeight(cursor) : undefined;
    alternatives.push(weight === undefined ? { node } : { node, weight });
  } while (cursor.take('|'));
  const [only] = alternatives;
  if (alternatives.length > 1) return cursor.node({ kind: 'choice', of: alternatives }, start);
  if (only?.weight !== undefined)
    throw cursor.error('a weight is one beside others: 7@3|8@1', start);
  return only?.node as TreeNode;
}

/** `@3` at the end of an alternative. */
function readWeight(cursor: LineCursor): number {
  const at = cursor.at++;
  const digits = cursor.takeDigits();
  const weight = Number(digits);
  const next = cursor.peek();
  if (digits === '' || (next !== null && next !== '|' && next !== ')')) {
    throw cursor.error('a weight is a whole number at the end of an alternative: 7@3|8@1', at);
  }
  if (weight >= 1 && weight <= grammarBounds.weight) return weight;
  const most = grammarBounds.weight.toLocaleString('en-US');
  throw cursor.error(`a weight is a whole number from 1 to ${most}`, at);
}

/** What follows one another, up to `|`, `)`, a weight or the end. */
function readSequence(cursor: LineCursor, depth: number): TreeNode {
  const start = cursor.at;
  const nodes: TreeNode[] = [];
  let text: TextNode | null = null;
  for (let next = cursor.peek(); next !== null && !'|)@'.includes(next); next = cursor.peek()) {
    const at = cursor.at;
    const atom = readAtom(cursor, depth);
    const node = readRepeats(cursor, atom, at);
    if (node.kind === 'text' && text !== null) {
      nodes.pop();
      text = cursor.node({ kind: 'text', text: text.text + node.text }, start);
    } else {
      text = node.kind === 'text' ? node : null;
    }
    nodes.push(text ?? node);
  }
  const [only] = nodes;
  if (nodes.length === 1 && only) return only;
  return cursor.node({ kind: 'sequence', of: nodes }, start);
}

function readAtom(cursor: LineCursor, depth: number): TreeNode {
  const at = cursor.at;
  const character = cursor.peek() ?? '';
  cursor.at++;
  switch (character) {
    case '(': {
      const node = readChoice(cursor, depth + 1);
      if (cursor.take(')')) return node;
      throw cursor.error('this bracket is not closed: to draw a bracket write \\(', at);
    }
    case '[':
      return readClass(cursor, at);
    case '{':
      return readBraces(cursor, at);
    case '\\':
      if (cursor.take('d')) return cursor.node({ kind: 'class', characters: '0123456789' }, at);
      return cursor.node({ kind: 'text', text: escapedCharacter(cursor, at) }, at);
    case '?':
      throw cursor.error('there is nothing before it that could be left out', at);
    default:
      return cursor.node({ kind: 'text', text: drawnCharacter(cursor, character, at) }, at);
  }
}

/** `?`, `{3}` or `{2,4}` behind what is repeated. */
function readRepeats(cursor: LineCursor, node: TreeNode, start: number): TreeNode {
  const at = cursor.at;
  const times = cursor.take('?') ? { min: 0, max: 1 } : readRepeat(cursor);
  if (times === null) return node;
  if (node.kind === 'check') throw cursor.error('a check digit is not repeated', at);
  const next = cursor.at;
  if (cursor.peek() === '?' || readRepeat(cursor) !== null) {
    throw cursor.error('a repeat of a repeat needs brackets: (\\d{2})?', next);
  }
  return cursor.node({ kind: 'repeat', of: node, ...times }, start);
}
