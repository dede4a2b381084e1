import { localSigns } from './local-signs.js';

/**
 * Numbers, dates and times in the language of the texts around them, English, with the signs that the
 * person's locale parts numbers with: what is shown can be typed. Formatters are costly to make: once
 * each.
 */
const signs = localSigns();
const integer = new Intl.NumberFormat('en', { maximumFractionDigits: 0 });
const typed = new Intl.NumberFormat('en', {
  useGrouping: false,
  maximumSignificantDigits: 12,
});
const percents = new Map<number, Intl.NumberFormat>();
const decimals = new Map<number, Intl.NumberFormat>();
/** English of the person's own country, where they have one. */
const english = /^en\b/.test(Intl.DateTimeFormat().resolvedOptions().locale) ? undefined : 'en-GB';
const dateAndTime = new Intl.DateTimeFormat(english, { dateStyle: 'medium', timeStyle: 'short' });

/** In the locale's signs. */
const written = (format: Intl.NumberFormat, value: number | bigint): string =>
  format
    .formatToParts(value)
    .map(({ type, value: part }) => {
      if (type === 'decimal') return signs.decimal;
      return type === 'group' ? signs.group : part;
    })
    .join('');

export const formatInteger = (value: number | bigint): string => written(integer, value);

/** With exactly so many decimals. */
export function formatDecimal(value: number, digits: number): string {
  let format = decimals.get(digits);
  if (format === undefined) {
    const exactly = { minimumFractionDigits: digits, maximumFractionDigits: digits };
    format = new Intl.NumberFormat('en', exactly);
    decimals.set(digits, format);
  }
  return written(format, value);
}

/** A value as a person would type it: no grouping, all its digits. */
export const formatTyped = (value: number): string => written(typed, value);

/** A bound of what may be typed: "10,000", "0.0000001". */
export const formatBound = (value: number): string =>
  Number.isInteger(value) ? formatInteger(value) : formatTyped(value);

/** With exactly so many decimals. @param part 0 to 1 */
export function formatPercent(part: number, digits = 0): string {
  let format = percents.get(digits);
  if (format === undefined) {
    const exactly = { minimumFractionDigits: digits, maximumFractionDigits: digits };
    format = new Intl.NumberFormat('en', { style: 'percent', ...exactly });
    percents.set(digits, format);
  }
  return written(format, part);
}

/**
 * How sure a digit is, "99.2%": rounded down, so that none looks surer than it is, and at most 99.9%,
 * as nothing is certain.
 * @param confidence 0 to 1, of 32 bits
 */
export const formatConfidence = (confidence: number): string =>
  formatPercent(Math.min(999, Math.floor(confidence * 1000 + 1e-4)) / 1000, 1);

/** @param iso ISO 8601 */
export const formatDateTime = (iso: string): string => dateAndTime.format(new Date(iso));

const byteUnits = ['byte', 'kilobyte', 'megabyte', 'gigabyte', 'terabyte'] as const;

/** Decimal units, as file managers show them. */
export function formatBytes(bytes: number): string {
  const power = bytes < 1 ? 0 : Math.min(4, Math.floor(Math.log10(bytes) / 3));
  const format = new Intl.NumberFormat('en', {
    style: 'unit',
    unit: byteUnits[power] ?? 'byte',
    unitDisplay: power === 0 ? 'long' : 'short',
    maximumFractionDigits: power < 3 ? 0 : 1,
  });
  return written(format, bytes / 1000 ** power);
}

/** A length of time by its two largest units: "2 hr 5 min", "40 sec". */
export function formatDuration(seconds: number): string {
  const whole = Math.max(0, Math.round(seconds));
  const parts = [
    { unit: 'day', count: Math.floor(whole / 86_400) },
    { unit: 'hour', count: Math.floor(whole / 3600) % 24 },
    { unit: 'minute', count: Math.floor(whole / 60) % 60 },
    { unit: 'second', count: whole % 60 },
  ] as const;
  const first = parts.findIndex(({ count }) => count > 0);
  if (first === -1) return formatUnit(0, 'second');
  return parts
    .slice(first, first + 2)
    .filter(({ count }) => count > 0)
    .map(({ unit, count }) => formatUnit(count, unit))
    .join(' ');
}

/** A length of time that was measured or foretold, no more exact than that can be: "34 min", "5 min". */
export function formatRoughly(seconds: number): string {
  const minute = 60;
  const hour = 60 * minute;
  const grain =
    seconds < 2 * minute ? 5 : seconds < hour ? minute : seconds < 10 * hour ? 5 * minute : hour;
  return formatDuration(Math.max(5, Math.round(seconds / grain) * grain));
}

/** "2 min 10 sec left" */
export const formatTimeLeft = (seconds: number): string => `${formatDuration(seconds)} left`;

/** A count with its noun: "1 epoch", "1,024 epochs". */
export const formatCount = (count: number, one: string, many = `${one}s`): string =>
  `${formatInteger(count)} ${count === 1 ? one : many}`;

const formatUnit = (count: number, unit: string): string =>
  written(new Intl.NumberFormat('en', { style: 'unit', unit, unitDisplay: 'short' }), count);
