const units = [
  ['year', 31_557_600],
  ['month', 2_629_800],
  ['week', 604_800],
  ['day', 86_400],
  ['hour', 3600],
  ['minute', 60],
] as const;

const format = new Intl.RelativeTimeFormat('en', { numeric: 'auto' });

/**
 * How long ago a time was, by its largest whole unit: "3 hours ago".
 *
 * @param iso ISO 8601
 * @param now milliseconds since 1970
 */
export function relativeTime(iso: string, now: number): string {
  const seconds = Math.max(0, (now - Date.parse(iso)) / 1000);
  const [unit, length] = units.find(([, unitLength]) => seconds >= unitLength) ?? ['second', 1];
  // Under a minute nobody counts.
  return format.format(unit === 'second' ? 0 : -Math.floor(seconds / length), unit);
}
