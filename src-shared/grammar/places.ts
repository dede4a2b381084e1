import { AppError } from '../contract/errors.js';
import type { TreeNode } from './grammar.js';

/** A place in a line of a grammar. */
export interface Place {
  readonly line: string;
  /** Characters before it. */
  readonly at: number;
}

/** Beside the nodes and not in them: a node of a line is the same as one of JSON. */
const places = new WeakMap<TreeNode, Place>();

export function placed<Node extends TreeNode>(node: Node, place: Place): Node {
  places.set(node, place);
  return node;
}

export const placeOf = (node: TreeNode): Place | undefined => places.get(node);

/**
 * What is wrong with a grammar, and where, as far as that is known: `details` has the line and the count
 * of characters before the place (`grammar`, `at`).
 *
 * @param words a sentence without its full stop
 */
export function grammarError(words: string, place?: Place | undefined): AppError {
  if (place === undefined) return new AppError('BAD_INPUT', `The grammar: ${words}.`);
  const { line, at } = place;
  return new AppError('BAD_INPUT', `The grammar at place ${at + 1}: ${words}.`, {
    details: { grammar: line, at },
  });
}

/** Characters of a line that are shown on either side of a place. */
const shownBeside = 36;

/** A line and below it a mark at the place; of a long line what is around the place. */
export function pointedLines({ line, at }: Place): [string, string] {
  const characters = [...line];
  const first = at <= shownBeside ? 0 : at - shownBeside;
  const last = at + shownBeside + 1;
  const before = first > 0 ? '…' : '';
  const after = last < characters.length ? '…' : '';
  const shown = characters.slice(first, last).join('');
  return [`${before}${shown}${after}`, `${' '.repeat(before.length + at - first)}^`];
}
