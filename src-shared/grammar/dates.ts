import { type Day, dayNumber, dayOfNumber, readDay } from './calendar.js';
import { type FormatPiece, isField, marksOf, readFormat } from './calendar-format.js';
import { digitCount, type Element } from './element.js';
import type { DateNode } from './grammar.js';
import { numberedElement } from './write-texts.js';

type DateField = keyof Day;

const dateFields: Readonly<Record<string, DateField>> = {
  d: 'day',
  dd: 'day',
  m: 'month',
  mm: 'month',
  yy: 'year',
  yyyy: 'year',
};

/** The years of a date that says none: a century that is behind us in half. */
const usualYears = { from: '1950', to: '2049' } as const;

/** A leap year: a date without a year may be the 29th of February. */
const anyYear = 2024;

/**
 * All days between two, or the months, or the years where the format has no days or months.
 *
 * @returns or what is wrong, in words
 */
export function dateElement({ format, from, to }: DateNode): Element | string {
  const pieces = readFormat(format, dateFields);
  if (typeof pieces === 'string') return pieces;
  const fields = new Map(pieces.filter(isField).map((piece) => [piece.field, piece]));
  const year = fields.get('year');
  if (!year && !(fields.has('day') && fields.has('month'))) {
    return `the format ${format} of a date has neither a year nor day and month: for other numbers there is {1..31}`;
  }
  if (fields.has('day') && !fields.has('month')) {
    return `the format ${format} of a date has a day and no month`;
  }
  if (!year && (from !== undefined || to !== undefined)) {
    return `the format ${format} writes no year: it is of all the days of one, without a span`;
  }
  const [first, last] = year
    ? [readDay(from ?? usualYears.from, 'first'), readDay(to ?? usualYears.to, 'last')]
    : [readDay(String(anyYear), 'first'), readDay(String(anyYear), 'last')];
  if (!first || !last) {
    return 'dates lie between two years, or days such as 2024-02-29, of the calendar: 1990..2030';
  }
  const [low, high] = [dayNumber(first), dayNumber(last)];
  if (low > high) return `dates go from the earlier to the later: ${to}..${from}`;
  if (year?.letters === 2 && dayNumber({ ...first, year: first.year + 100 }) <= high) {
    return 'yy does not tell one century from another: write yyyy, or a span of at most 100 years';
  }
  const unit = fields.has('day') ? 'day' : fields.has('month') ? 'month' : 'year';
  return element(pieces, { first, last, unit });
}

interface Days {
  readonly first: Day;
  readonly last: Day;
  readonly unit: DateField;
}

function element(pieces: readonly FormatPiece<DateField>[], { first, last, unit }: Days): Element {
  const place = placeOf[unit];
  const start = place.of(first);
  const longest = write(pieces, { year: 2000, month: 12, day: 31 });
  const open = pieces.filter((piece) => isField(piece) && !piece.padded).length;
  const digits = digitCount(longest);
  return numberedElement({
    count: BigInt(place.of(last) - start + 1),
    length: { min: longest.length - open, max: longest.length },
    digits: { min: digits - open, max: digits },
    always: marksOf(pieces),
    write: (index) => write(pieces, place.at(start + Number(index))),
  });
}

/** Days, months and years by numbers that follow one another. */
const placeOf: Readonly<
  Record<DateField, { of: (day: Day) => number; at: (number: number) => Day }>
> = {
  day: { of: dayNumber, at: dayOfNumber },
  month: {
    of: ({ year, month }) => year * 12 + month - 1,
    at: (number) => ({ year: Math.floor(number / 12), month: (number % 12) + 1, day: 1 }),
  },
  year: { of: ({ year }) => year, at: (year) => ({ year, month: 1, day: 1 }) },
};

const write = (pieces: readonly FormatPiece<DateField>[], day: Day): string =>
  pieces
    .map((piece) => {
      if (!isField(piece)) return piece.mark;
      const figures = String(day[piece.field]);
      return piece.padded ? figures.padStart(piece.letters, '0').slice(-piece.letters) : figures;
    })
    .join('');
