/** Numbers, dates and times in the person's locale. Formatters are costly to make: once each. */
const integer = new Intl.NumberFormat(undefined, { maximumFractionDigits: 0 });
const typed = new Intl.NumberFormat(undefined, {
  useGrouping: false,
  maximumSignificantDigits: 12,
});
const percents = new Map<number, Intl.NumberFormat>();
const dateAndTime = new Intl.DateTimeFormat(undefined, { dateStyle: 'medium', timeStyle: 'short' });
const decimals = new Map<number, Intl.NumberFormat>();

export const formatInteger = (value: number): string => integer.format(value);

/** With exactly so many decimals. */
export function formatDecimal(value: number, digits: number): string {
  let format = decimals.get(digits);
  if (format === undefined) {
    const exactly = { minimumFractionDigits: digits, maximumFractionDigits: digits };
    format = new Intl.NumberFormat(undefined, exactly);
    decimals.set(digits, format);
  }
  return format.format(value);
}

/** A value as a person would type it: no grouping, all its digits. */
export const formatTyped = (value: number): string => typed.format(value);

/** With exactly so many decimals. @param part 0 to 1 */
export function formatPercent(part: number, digits = 0): string {
  let format = percents.get(digits);
  if (format === undefined) {
    const exactly = { minimumFractionDigits: digits, maximumFractionDigits: digits };
    format = new Intl.NumberFormat(undefined, { style: 'percent', ...exactly });
    percents.set(digits, format);
  }
  return format.format(part);
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
  return new Intl.NumberFormat(undefined, {
    style: 'unit',
    unit: byteUnits[power] ?? 'byte',
    unitDisplay: power === 0 ? 'long' : 'short',
    maximumFractionDigits: power < 3 ? 0 : 1,
  }).format(bytes / 1000 ** power);
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

/** "2 min 10 sec left" */
export const formatTimeLeft = (seconds: number): string => `${formatDuration(seconds)} left`;

/** A count with its noun: "1 epoch", "1,024 epochs". */
export const formatCount = (count: number, one: string, many = `${one}s`): string =>
  `${formatInteger(count)} ${count === 1 ? one : many}`;

const formatUnit = (count: number, unit: string): string =>
  new Intl.NumberFormat(undefined, { style: 'unit', unit, unitDisplay: 'short' }).format(count);
