import type { AppError } from '../contract/errors.js';
import { bsnElement } from './bsn.js';
import { checkOf } from './check-digits.js';
import { type Element, isFixed, type Span, spanSum } from './element.js';
import { flatPlaces } from './flat-places.js';
import {
  type CheckNode,
  type GrammarNode,
  grammarBounds,
  type SequenceNode,
  type TreeNode,
} from './grammar.js';
import { isCheckItem, type SequenceItem, sequenceElement } from './sequence.js';

interface Tools {
  readonly prepare: (node: GrammarNode) => Element;
  readonly failAt: (node: TreeNode) => (words: string) => AppError;
}

/**
 * Its parts in order; a check digit is over all digits before it.
 *
 * @throws AppError BAD_INPUT where there are none, or not as many as the check digit is over
 */
export function prepareSequence({ of }: SequenceNode, { prepare, failAt }: Tools): Element {
  const items: SequenceItem[] = [];
  let [count, longest] = [1n, 0];
  for (const [at, node] of of.entries()) {
    if (typeof node !== 'string' && node.kind === 'check') {
      const fail = failAt(node);
      requireDigits(node, spanSum(items.map(digitsOfItem)), fail);
      if (node.algorithm === 'bsn') {
        const places = flatPlaces(of.slice(0, at));
        if (!places) throw fail('{bsn} follows digits and classes only, such as [1-9]\\d{7}');
        const element = bsnElement(places);
        if (!element) throw fail('none of the digits before {bsn} has a check digit');
        items.splice(0, items.length, element);
      } else {
        items.push({ check: node.algorithm });
      }
      continue;
    }
    const element = prepare(node);
    items.push(element);
    count *= element.count;
    longest += element.length.max;
    // What is out of bounds is not worked out to its end.
    if (count > grammarBounds.strings || longest > grammarBounds.length) break;
  }
  return sequenceElement(items);
}

function requireDigits({ algorithm }: CheckNode, digits: Span, fail: (words: string) => AppError) {
  const { over } = checkOf(algorithm);
  const came = isFixed(digits) ? String(digits.min) : `${digits.min} to ${digits.max}`;
  if (over !== null && !(digits.min === over && digits.max === over)) {
    throw fail(`{${algorithm}} is over ${over} digits before it in its brackets, not ${came}`);
  }
  if (digits.min === 0) {
    throw fail(
      `{${algorithm}} is over the digits before it in its brackets, and there may be none`,
    );
  }
}

const digitsOfItem = (item: SequenceItem): Span => {
  if (!isCheckItem(item)) return item.digits;
  const { length } = checkOf(item.check);
  return { min: length, max: length };
};
