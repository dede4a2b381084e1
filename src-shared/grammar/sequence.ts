import { digitsOf } from '../config/number-text.js';
import { type CheckName, checkOf } from './check-digits.js';
import {
  below,
  type Characters,
  digitCharacters,
  type Element,
  exactly,
  isFixed,
  spanSum,
} from './element.js';

/** A check digit over all digits that the sequence has written before it. */
export interface CheckItem {
  readonly check: CheckName;
}
export type SequenceItem = Element | CheckItem;

export const isCheckItem = (item: SequenceItem): item is CheckItem => 'check' in item;

/** One after the other; the last one's index changes fastest. */
export function sequenceElement(items: readonly SequenceItem[]): Element {
  const elements = items.filter((item): item is Element => !isCheckItem(item));
  const parts = items.map(asPart);
  const count = elements.reduce((product, element) => product * element.count, 1n);
  const weighted = elements.some((element) => element.weighted);
  return {
    count,
    length: spanSum(parts.map(({ length }) => length)),
    digits: spanSum(parts.map(({ digits }) => digits)),
    alphabet: parts.reduce((all, { alphabet }) => all | alphabet, 0),
    first: firstOf(parts),
    always: parts.reduce((all, { always }) => all | always, 0),
    weighted,
    unique: elements.every(({ unique }) => unique) && areDelimited(parts),
    write(index) {
      const indices = indicesOf(index, elements);
      let text = '';
      for (const item of items) {
        text += isCheckItem(item)
          ? (checkOf(item.check).compute(digitsOf(text)) ?? '')
          : item.write(indices.pop() ?? 0n);
      }
      return text;
    },
    draw: (random) =>
      weighted
        ? elements.reduce((index, element) => index * element.count + element.draw(random), 0n)
        : below(count, random),
  };
}

/** Each element's own index, the last one's first. */
function indicesOf(index: bigint, elements: readonly Element[]): bigint[] {
  let rest = index;
  return elements.toReversed().map(({ count }) => {
    const own = rest % count;
    rest /= count;
    return own;
  });
}

type Part = Pick<Element, 'length' | 'digits' | 'alphabet' | 'first' | 'always'>;

function asPart(item: SequenceItem): Part {
  if (!isCheckItem(item)) return item;
  const length = exactly(checkOf(item.check).length);
  return { length, digits: length, alphabet: digitCharacters, first: digitCharacters, always: 0 };
}

/** What a text of these parts may begin with. */
function firstOf(parts: readonly Part[]): Characters {
  let first = 0;
  for (const part of parts) {
    first |= part.first;
    if (part.length.min > 0) break;
  }
  return first;
}

/**
 * Whether a text says where each part ends: where one has several lengths, what may follow begins with a
 * character that is not in it, or has one length altogether.
 */
function areDelimited(parts: readonly Part[]): boolean {
  let following = { first: 0, isFixed: true };
  for (const part of parts.toReversed()) {
    const isOpen = !isFixed(part.length) && !following.isFixed;
    if (isOpen && (following.first & part.alphabet) !== 0) return false;
    following = {
      first: part.length.min > 0 ? part.first : part.first | following.first,
      isFixed: following.isFixed && isFixed(part.length),
    };
  }
  return true;
}
