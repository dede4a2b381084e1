/** A day of the Gregorian calendar, which is reckoned back before its beginning too. */
export interface Day {
  /** 1 to 9999 */
  readonly year: number;
  /** 1 to 12 */
  readonly month: number;
  /** 1 to 31 */
  readonly day: number;
}

/** Days of 400 years, after which the calendar begins again. */
const eraDays = 146_097;

/**
 * Days since the first of March of the year 0: a year that begins in March ends with the leap day.
 *
 * @see H. Hinnant, chrono-Compatible Low-Level Date Algorithms
 */
export function dayNumber({ year, month, day }: Day): number {
  const ownYear = month > 2 ? year : year - 1;
  const dayOfYear = Math.floor((153 * ((month + 9) % 12) + 2) / 5) + day - 1;
  return ownYear * 365 + leapDays(ownYear) + dayOfYear;
}

/** The day of a number of `dayNumber`. */
export function dayOfNumber(number: number): Day {
  const era = Math.floor(number / eraDays);
  const dayOfEra = number - era * eraDays;
  const leaps =
    Math.floor(dayOfEra / 1_460) - Math.floor(dayOfEra / 36_524) + Math.floor(dayOfEra / 146_096);
  const yearOfEra = Math.floor((dayOfEra - leaps) / 365);
  const dayOfYear = dayOfEra - (365 * yearOfEra + leapDays(yearOfEra));
  const fromMarch = Math.floor((5 * dayOfYear + 2) / 153);
  const month = fromMarch < 10 ? fromMarch + 3 : fromMarch - 9;
  return {
    year: era * 400 + yearOfEra + (month <= 2 ? 1 : 0),
    month,
    day: dayOfYear - Math.floor((153 * fromMarch + 2) / 5) + 1,
  };
}

const leapDays = (years: number): number =>
  Math.floor(years / 4) - Math.floor(years / 100) + Math.floor(years / 400);

const dayText = /^(\d{4})(?:-(\d\d)-(\d\d))?$/;

/**
 * A year (`1990`) or a day (`1990-02-28`), of which a year is its first or its last day; null for what is
 * not in the calendar.
 */
export function readDay(text: string, end: 'first' | 'last'): Day | null {
  const found = dayText.exec(text);
  if (!found) return null;
  const [year, month, day] = [1, 2, 3].map((at) => Number(found[at] ?? Number.NaN));
  if (year === undefined || year < 1) return null;
  if (found[2] === undefined) {
    return end === 'first' ? { year, month: 1, day: 1 } : { year, month: 12, day: 31 };
  }
  const asked = { year, month: month ?? 0, day: day ?? 0 };
  const isMonth = asked.month >= 1 && asked.month <= 12 && asked.day >= 1;
  const real = dayOfNumber(dayNumber(asked));
  return isMonth && real.month === asked.month && real.day === asked.day ? asked : null;
}
