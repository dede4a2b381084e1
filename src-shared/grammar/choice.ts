import { below, type Element, spanOver } from './element.js';
import { ladder } from './ladder.js';

/** More alternatives than these are not compared with one another. */
const mostCompared = 200;

/**
 * One of several; its index goes through the first one's, then the second's and so on.
 *
 * @param weights of whole numbers, for all or for none
 */
export function choiceElement(
  elements: readonly Element[],
  weights: readonly number[] | null,
): Element {
  const counts = ladder(elements.map(({ count }) => count));
  const count = counts.sum;
  const weighted = weights !== null || elements.some((element) => element.weighted);
  const shares = weights === null ? counts : ladder(weights.map(BigInt));
  return {
    count,
    length: spanOver(elements.map(({ length }) => length)),
    digits: spanOver(elements.map(({ digits }) => digits)),
    alphabet: elements.reduce((all, { alphabet }) => all | alphabet, 0),
    first: elements.reduce((all, { first }) => all | first, 0),
    always: elements.reduce((all, { always }) => all & always, -1),
    weighted,
    unique: elements.every(({ unique }) => unique) && areDisjoint(elements),
    write(index) {
      const { at, rest } = counts.locate(index);
      return elements[at]?.write(rest) ?? '';
    },
    draw(random) {
      if (!weighted) return below(count, random);
      const { at } = shares.locate(below(shares.sum, random));
      return counts.before(at) + (elements[at]?.draw(random) ?? 0n);
    },
  };
}

/** Whether no two alternatives write the same text, as far as their characters say. */
function areDisjoint(elements: readonly Element[]): boolean {
  const texts = elements.filter(({ count }) => count === 1n).map(({ write }) => write(0n));
  if (new Set(texts).size < texts.length) return false;
  if (texts.length === elements.length) return true;
  if (elements.length > mostCompared) return false;
  return elements.every((one, at) => elements.slice(at + 1).every((other) => differ(one, other)));
}

function differ(one: Element, other: Element): boolean {
  if (one.count === 1n && other.count === 1n) return true;
  if (one.length.max < other.length.min || other.length.max < one.length.min) return true;
  if ((one.always & ~other.alphabet) !== 0 || (other.always & ~one.alphabet) !== 0) return true;
  const bothBegin = one.length.min > 0 && other.length.min > 0;
  return bothBegin && (one.first & other.first) === 0;
}
