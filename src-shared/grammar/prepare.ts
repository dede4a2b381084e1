import { listed } from '../text/plain-text.js';
import { choiceElement } from './choice.js';
import { dateElement } from './dates.js';
import { readDecimalRange } from './decimals.js';
import type { Element } from './element.js';
import {
  type ChoiceNode,
  type Grammar,
  type GrammarNode,
  grammarBounds,
  type RangeNode,
  type RepeatNode,
  type TreeNode,
} from './grammar.js';
import { type Lists, preparedList } from './lists.js';
import { grammarError, placeOf } from './places.js';
import { prepareSequence } from './prepare-sequence.js';
import { rangeElement } from './range.js';
import { readLine } from './read-line.js';
import { readyLine } from './ready.js';
import { powersOf, repeatElement } from './repeat.js';
import { timeElement } from './times.js';
import { classElement, textElement } from './write-texts.js';

/** A grammar whose numbers are counted and can be written. */
export interface PreparedGrammar {
  /** Numbers, as many ways as there are to write them. */
  readonly count: bigint;
  /** Whether some are drawn more often than others. */
  readonly weighted: boolean;
  readonly element: Element;
}

/** What is known while nodes are prepared. */
interface Preparing {
  readonly grammar: Grammar;
  readonly lists: Lists;
  /** Parts and lists that are done, by `part NAME` and `list NAME`; null while at work on one. */
  readonly done: Map<string, Element | null>;
}

/**
 * @param lists the texts of `{list:NAME}`, by name
 * @throws AppError BAD_INPUT naming what is wrong and, where a line was read, the place
 */
export function prepareGrammar(
  grammar: Grammar,
  { lists = new Map() }: { lists?: Lists } = {},
): PreparedGrammar {
  const element = prepareNode(grammar.number, 0, { grammar, lists, done: new Map() });
  if (element.digits.min === 0) {
    throw grammarError(
      element.length.max === 0
        ? 'it describes nothing: write digits, classes or parts, such as \\d{4}'
        : 'it describes numbers without a digit too, which are none',
    );
  }
  return { count: element.count, weighted: element.weighted, element };
}

/** An element within all bounds. */
function prepareNode(node: GrammarNode, depth: number, preparing: Preparing): Element {
  if (typeof node === 'string') return prepareNode(readLine(node), depth + 1, preparing);
  const fail = failAt(node);
  if (depth > grammarBounds.depth) {
    throw fail(`what lies in each other more than ${grammarBounds.depth} deep is not read`);
  }
  const element = prepareKind(node, depth + 1, preparing);
  if (typeof element === 'string') throw fail(element);
  if (element.count > grammarBounds.strings) throw fail(tooMany);
  if (element.length.max > grammarBounds.length) {
    throw fail(`a number has at most ${whole(grammarBounds.length)} characters`);
  }
  return element;
}

/** @returns or what is wrong, in words */
function prepareKind(node: TreeNode, depth: number, preparing: Preparing): Element | string {
  const prepare = (inner: GrammarNode) => prepareNode(inner, depth, preparing);
  switch (node.kind) {
    case 'text':
      return textElement(node.text);
    case 'class':
      return classElement([...new Set(node.characters)].join(''));
    case 'sequence':
      return prepareSequence(node, { prepare, failAt });
    case 'choice':
      return prepareChoice(node, prepare);
    case 'repeat':
      return prepareRepeat(node, prepare);
    case 'range':
      return prepareRange(node);
    case 'date':
      return dateElement(node);
    case 'time':
      return timeElement(node);
    case 'list':
      return once(`list ${node.name}`, preparing, () => preparedList(node.name, preparing.lists));
    case 'part':
      return preparePart(node.name, prepare, preparing);
    case 'check':
      // A sequence has those that it can follow.
      return `{${node.algorithm}} has no digits before it in its brackets that it could check`;
  }
}

type Prepare = (node: GrammarNode) => Element;

function prepareChoice({ of }: ChoiceNode, prepare: Prepare): Element {
  const isWeighted = of.some(({ weight }) => weight !== undefined);
  return choiceElement(
    of.map(({ node }) => prepare(node)),
    isWeighted ? of.map(({ weight }) => weight ?? 1) : null,
  );
}

function prepareRepeat({ of, min, max }: RepeatNode, prepare: Prepare): Element | string {
  if (min > max) return `a repeat goes from the smaller to the larger count: {${max},${min}}`;
  if (max > grammarBounds.repeats) {
    return `at most ${whole(grammarBounds.repeats)} repeats are written, not ${max}`;
  }
  const element = prepare(of);
  if (element.length.max === 0) return 'there is nothing to repeat';
  const powers = powersOf(element.count, { min, max, most: grammarBounds.strings });
  return powers === null ? tooMany : repeatElement(element, { min, max, powers });
}

function prepareRange({ from, to, spread = 'uniform', style = 'plain' }: RangeNode) {
  const range = readDecimalRange(from, to);
  if (typeof range === 'string') return range;
  if (spread !== 'uniform' && range.from <= 0n) {
    return `${spread} counts by numbers of digits: the range begins above 0, such as 1..${to}`;
  }
  return rangeElement(range, { spread, style });
}

function preparePart(name: string, prepare: Prepare, preparing: Preparing): Element | string {
  const { parts = {} } = preparing.grammar;
  const node = Object.hasOwn(parts, name) ? parts[name] : readyLine(name);
  if (node === undefined) {
    const own = Object.keys(parts);
    const known = [...own, 'amount', 'date', 'time', 'list'];
    return `there is no part called ${name}; there are ${listed(known, 30)}, check digits such as luhn, and ready ones such as card`;
  }
  return once(`part ${name}`, preparing, () => {
    const element = prepare(node);
    // A part of nothing could be meant any number of times.
    return element.length.max === 0 ? `the part ${name} is empty` : element;
  });
}

/** Prepares each part and list once, and finds a part that holds itself. */
function once(key: string, { done }: Preparing, make: () => Element | string): Element | string {
  const known = done.get(key);
  if (known === null) return `the ${key} holds itself, so that its numbers would have no end`;
  if (known !== undefined) return known;
  done.set(key, null);
  const element = make();
  if (typeof element !== 'string') done.set(key, element);
  return element;
}

const failAt = (node: TreeNode) => (words: string) => grammarError(words, placeOf(node));

const tooMany = 'it describes more than a googol (10^100) of numbers: use fewer places';

const whole = (count: number): string => count.toLocaleString('en-US');
