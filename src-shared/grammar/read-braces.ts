import { checkNames, isCheckName } from './check-digits.js';
import {
  grammarBounds,
  type NumberStyle,
  numberStyles,
  partName,
  type RangeNode,
  type Spread,
  spreads,
  type TreeNode,
} from './grammar.js';
import type { LineCursor } from './line-cursor.js';

/**
 * `{3}` or `{2,4}` at the cursor, which is then behind it.
 *
 * @returns null where there is no such thing
 */
export function readRepeat(cursor: LineCursor): { min: number; max: number } | null {
  const start = cursor.at;
  if (!cursor.take('{')) return null;
  const text = cursor.takeUntil('}')?.trim() ?? '';
  if (/^(\d+\s*,|,\s*\d+)$/.test(text)) {
    throw cursor.error('nothing is without an end, and no bound is guessed: write {2,4}', start);
  }
  const found = /^(\d+)(?:\s*,\s*(\d+))?$/.exec(text);
  if (!found) {
    cursor.at = start;
    return null;
  }
  const [min, max] = [Number(found[1]), Number(found[2] ?? found[1])];
  if (min > max) {
    throw cursor.error('a repeat goes from the smaller to the larger count', start);
  }
  if (max > grammarBounds.repeats) {
    const most = grammarBounds.repeats.toLocaleString('en-US');
    throw cursor.error(`at most ${most} repeats are written`, start);
  }
  return { min, max };
}

/** What braces mean by themselves, so that no named part can have it. */
export const takenNames: readonly string[] = ['amount', 'date', 'time', 'list', ...checkNames];

const usualAmounts = '0.01..99999.99';

/**
 * A part in braces, whose first brace is behind.
 *
 * @param start the place of the brace
 */
export function readBraces(cursor: LineCursor, start: number): TreeNode {
  const text = cursor.takeUntil('}');
  if (text === null) throw cursor.error('this brace is not closed: } is missing', start);
  if (/^[\d\s,]+$/.test(text)) throw cursor.error('there is nothing before it to repeat', start);
  const [name = '', ...words] = text.split(':');
  const fail = (message: string) => cursor.error(message, start);
  const node = (): TreeNode => {
    if (name.includes('..')) return rangeNode(name, words, fail);
    switch (name) {
      case 'amount':
        return amountNode(words, fail);
      case 'date':
        return dateNode(words);
      case 'time':
        return { kind: 'time', format: words.join(':') || 'hh:mm' };
      case 'list':
        if (partName.test(words.join(':'))) return { kind: 'list', name: words.join(':') };
        throw fail('a list has a name of small letters, digits and hyphens: {list:prices}');
      default:
        if (!partName.test(name)) {
          throw fail(
            'in braces stand a repeat such as {2,4}, a range such as {1..1000}, or the name of a part',
          );
        }
        if (words.length > 0) throw fail(`{${name}} says nothing more behind a colon`);
        return isCheckName(name) ? { kind: 'check', algorithm: name } : { kind: 'part', name };
    }
  };
  return cursor.node(node(), start);
}

type Fail = (message: string) => Error;

/** `1..1000` and, in any order, how drawn numbers lie and how they are written. */
function rangeNode(bounds: string, words: readonly string[], fail: Fail): RangeNode {
  const [from = '', to = '', ...more] = bounds.split('..');
  if (more.length > 0) throw fail('a range has two bounds: {1..1000}');
  const spread = words.find(isSpread);
  const style = words.find(isStyle);
  const unknown = words.find((word) => word !== spread && word !== style);
  if (unknown !== undefined) {
    throw fail(
      `a range knows ${spreads.join(', ')} and the styles ${Object.keys(numberStyles).join(', ')}, one of each, not ${JSON.stringify(unknown)}`,
    );
  }
  return { kind: 'range', from, to, ...(spread && { spread }), ...(style && { style }) };
}

/** An amount is a range in the style of `us`, of hundredths, if it says nothing else. */
function amountNode(words: readonly string[], fail: Fail): RangeNode {
  const bounds = words.find((word) => word.includes('..'));
  const rest = words.filter((word) => word !== bounds);
  return { style: 'us', ...rangeNode(bounds ?? usualAmounts, rest, fail) };
}

/** `date:FORMAT:FROM..TO`; a format may have colons too. */
function dateNode(words: readonly string[]): TreeNode {
  const span = words.at(-1)?.includes('..') ? words.at(-1) : undefined;
  const format = words.slice(0, span === undefined ? undefined : -1).join(':') || 'dd/mm/yyyy';
  if (span === undefined) return { kind: 'date', format };
  const [from = '', ...to] = span.split('..');
  return { kind: 'date', format, from, to: to.join('..') };
}

const isSpread = (word: string): word is Spread => spreads.some((spread) => spread === word);

const isStyle = (word: string): word is NumberStyle => Object.hasOwn(numberStyles, word);
