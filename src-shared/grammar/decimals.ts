import { type NumberStyle, numberStyles } from './grammar.js';

/** Digits of a bound; a number with more has more values than a grammar may have. */
const longestBound = 101;

/** The numbers of a range, in units of the last decimal. */
export interface DecimalRange {
  readonly from: bigint;
  readonly to: bigint;
  readonly decimals: number;
  /** Digits before the point, with zeros in front of shorter numbers. */
  readonly width: number;
}

const written = /^-?\d+(\.\d+)?$/;

/**
 * The numbers between two as they are written; the longer fraction says the decimals, and a bound that
 * begins with a zero how long the numbers are at least.
 *
 * @returns or what is wrong with the bounds, in words
 */
export function readDecimalRange(first: string, last: string): DecimalRange | string {
  const bounds = [first, last];
  if (!bounds.every((bound) => written.test(bound))) {
    return 'the bounds of a range are numbers such as 0, 1000, -5 or 0.50';
  }
  if (bounds.some((bound) => bound.length > longestBound)) {
    return `a bound of a range has at most ${longestBound - 1} digits`;
  }
  const decimals = Math.max(...bounds.map((bound) => fractionOf(bound).length));
  const [from, to] = [unitsOf(first, decimals), unitsOf(last, decimals)];
  if (from > to) return `a range goes from the smaller to the larger number: ${last}..${first}`;
  const padded = bounds.map(wholeOf).filter((whole) => /^0\d/.test(whole));
  return { from, to, decimals, width: Math.max(1, ...padded.map(({ length }) => length)) };
}

const fractionOf = (bound: string): string => bound.split('.')[1] ?? '';

const wholeOf = (bound: string): string => (bound.split('.')[0] ?? '').replace('-', '');

function unitsOf(bound: string, decimals: number): bigint {
  const units = BigInt(wholeOf(bound) + fractionOf(bound).padEnd(decimals, '0'));
  return bound.startsWith('-') ? -units : units;
}

/** A number of a range as it is written. */
export function writeDecimal(
  units: bigint,
  { decimals, width }: Pick<DecimalRange, 'decimals' | 'width'>,
  style: NumberStyle,
): string {
  const { group, point } = numberStyles[style];
  const digits = String(units < 0n ? -units : units).padStart(width + decimals, '0');
  const whole = digits.slice(0, digits.length - decimals);
  const fraction = decimals === 0 ? '' : point + digits.slice(-decimals);
  return `${units < 0n ? '-' : ''}${grouped(whole, group)}${fraction}`;
}

const grouped = (whole: string, group: string): string =>
  group === '' ? whole : whole.replace(/\B(?=(?:\d{3})+$)/g, group);
