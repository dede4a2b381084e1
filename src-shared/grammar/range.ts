import { type DecimalRange, writeDecimal } from './decimals.js';
import { below, digitCount, type Element, exactly, spanOver } from './element.js';
import { type NumberStyle, numberStyles, type Spread } from './grammar.js';
import { ladder } from './ladder.js';
import { numberedElement } from './write-texts.js';

/** How often the digits 1 to 9 are the first of a number, of a million. @see F. Benford, 1938 */
const firstDigits = [301_030, 176_091, 124_939, 96_910, 79_181, 66_947, 57_992, 51_153, 45_757];

/** Numbers that are drawn alike. */
interface Block {
  /** Numbers of the block that the range holds. */
  readonly size: bigint;
  readonly weight: bigint;
}

/** All numbers of a range, from the smallest on. */
export function rangeElement(
  range: DecimalRange,
  { spread, style }: { spread: Spread; style: NumberStyle },
): Element {
  const { from, to, decimals } = range;
  const write = (index: bigint) => writeDecimal(from + index, range, style);
  // The longest and the shortest number are a bound or next to zero.
  const ends = [from, to, ...(from < 0n ? [-1n] : []), 0n];
  const texts = ends
    .filter((units) => units >= from && units <= to)
    .map((units) => write(units - from));
  const lengths = spanOver(texts.map(({ length }) => exactly(length)));
  const { group, point } = numberStyles[style];
  const even = numberedElement({
    count: to - from + 1n,
    length: lengths,
    digits: spanOver(texts.map((text) => exactly(digitCount(text)))),
    always: decimals > 0 ? point : '',
    sometimes: `${from < 0n ? '-' : ''}${group}`,
    write,
  });
  if (spread === 'uniform') return even;
  const blocks = blocksOf(range, spread);
  const weights = ladder(blocks.map(({ weight }) => weight));
  const sizes = ladder(blocks.map(({ size }) => size));
  return {
    ...even,
    weighted: true,
    draw(random) {
      const { at } = weights.locate(below(weights.sum, random));
      return sizes.before(at) + below(blocks[at]?.size ?? 1n, random);
    },
  };
}

/**
 * The numbers with so many digits (`log`), or with so many of which the first is the same (`benford`). One
 * that the range cuts is as likely as the part of it that the range holds. Whole numbers throughout: a
 * logarithm is not the same on every machine.
 *
 * @param range from 1 unit on
 */
function blocksOf({ from, to }: DecimalRange, spread: 'log' | 'benford'): Block[] {
  const blocks: Block[] = [];
  const longest = String(to).length;
  for (let length = String(from).length; length <= longest; length++) {
    const power = 10n ** BigInt(length - 1);
    const scale = 10n ** BigInt(longest - length);
    const parts =
      spread === 'log'
        ? [{ first: 1n, last: 9n, share: 1n }]
        : firstDigits.map((share, at) => ({
            first: BigInt(at + 1),
            last: BigInt(at + 1),
            share: BigInt(share),
          }));
    for (const { first, last, share } of parts) {
      const [low, high] = [first * power, (last + 1n) * power - 1n];
      const size = (high < to ? high : to) - (low > from ? low : from) + 1n;
      if (size > 0n) blocks.push({ size, weight: share * size * scale });
    }
  }
  return blocks;
}
