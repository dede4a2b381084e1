import { below, type Element, isFixed } from './element.js';
import { ladder } from './ladder.js';

/**
 * Something `min` to `max` times; its index goes through the shortest first.
 *
 * @param powers how many texts `min` to `max` of it have
 */
export function repeatElement(
  element: Element,
  { min, max, powers }: { min: number; max: number; powers: readonly bigint[] },
): Element {
  const lengths = ladder(powers);
  const count = lengths.sum;
  const { weighted, length, digits } = element;
  return {
    count,
    length: { min: length.min * min, max: length.max * max },
    digits: { min: digits.min * min, max: digits.max * max },
    alphabet: element.alphabet,
    first: element.first,
    always: min > 0 ? element.always : 0,
    weighted,
    unique: element.unique && length.min > 0 && (isFixed(length) || max === 1),
    write(index) {
      const { at, rest } = lengths.locate(index);
      const texts: string[] = [];
      let left = rest;
      for (let place = min + at; place > 0; place--) {
        texts.push(element.write(left % element.count));
        left /= element.count;
      }
      return texts.reverse().join('');
    },
    draw(random) {
      if (!weighted) return below(count, random);
      const { at } = lengths.locate(below(count, random));
      let index = 0n;
      for (let place = min + at; place > 0; place--) {
        index = index * element.count + element.draw(random);
      }
      return lengths.before(at) + index;
    },
  };
}

/** How many texts `min` to `max` of something have; null where the sum is more than `most`. */
export function powersOf(
  count: bigint,
  { min, max, most }: { min: number; max: number; most: bigint },
): bigint[] | null {
  const powers: bigint[] = [];
  let [power, sum] = [1n, 0n];
  for (let times = 0; times <= max; times++) {
    if (times >= min) {
      powers.push(power);
      sum += power;
    }
    if (sum > most || (power > most && times < max)) return null;
    power *= count;
  }
  return powers;
}
