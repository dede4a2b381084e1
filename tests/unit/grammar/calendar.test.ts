import { expect, test } from 'vitest';
import { dayNumber, dayOfNumber, readDay } from '../../../src-shared/grammar/calendar.js';
import { unrank } from '../../../src-shared/grammar/string-at.js';
import { allStrings, prepared } from './prepared.js';

test('the days of 400 years are those of Date, in their order', () => {
  const first = dayNumber({ year: 1801, month: 1, day: 1 });
  const start = Date.UTC(1801, 0, 1);
  const days = 146_097;
  let wrong = 0;
  for (let at = 0; at < days; at++) {
    const date = new Date(start + at * 86_400_000);
    const { year, month, day } = dayOfNumber(first + at);
    const isRight =
      year === date.getUTCFullYear() &&
      month === date.getUTCMonth() + 1 &&
      day === date.getUTCDate() &&
      dayNumber({ year, month, day }) === first + at;
    if (!isRight) wrong++;
  }
  expect(wrong).toBe(0);
  expect(dayOfNumber(first + days)).toEqual({ year: 2201, month: 1, day: 1 });
});

test('years are from 1 to 9999, and a day is one of the calendar', () => {
  expect(readDay('2024', 'first')).toEqual({ year: 2024, month: 1, day: 1 });
  expect(readDay('2024', 'last')).toEqual({ year: 2024, month: 12, day: 31 });
  expect(readDay('2024-02-29', 'last')).toEqual({ year: 2024, month: 2, day: 29 });
  for (const text of [
    '2023-02-29',
    '1900-02-29',
    '2024-13-01',
    '2024-00-10',
    '2024-04-31',
    '2024-4-1',
    '0000',
    '24',
    '',
  ]) {
    expect({ text, day: readDay(text, 'first') }).toEqual({ text, day: null });
  }
  expect(unrank(prepared('{date:yyyy-mm-dd:0001..9999}'), 0n)).toBe('0001-01-01');
  expect(prepared('{date:yyyy-mm-dd:0001..9999}').count).toBe(3_652_059n);
});

test('formats of dates, from the first day to the last', () => {
  const ends = (line: string) => {
    const grammar = prepared(line);
    return [unrank(grammar, 0n), unrank(grammar, grammar.count - 1n), Number(grammar.count)];
  };
  expect(ends('{date}')).toEqual(['01/01/1950', '31/12/2049', 36_525]);
  expect(ends('{date:dd/mm/yyyy:1990..2030}')).toEqual(['01/01/1990', '31/12/2030', 14_975]);
  expect(ends('{date:d.m.yy:2024-02-28..2024-03-01}')).toEqual(['28.2.24', '1.3.24', 3]);
  expect(ends('{date:dd-mm}')).toEqual(['01-01', '31-12', 366]);
  expect(ends('{date:mm/yy:2024..2025}')).toEqual(['01/24', '12/25', 24]);
  expect(ends('{date:yyyy:1999..2001}')).toEqual(['1999', '2001', 3]);
  expect(ends('{date:yy mm dd:1950-06-01..2050-05-31}')).toEqual(['50 06 01', '50 05 31', 36_525]);
  expect(ends('{date:dd:mm}')).toEqual(['01:01', '31:12', 366]);
});

test('times of a day', () => {
  const times = allStrings(prepared('{time}'));
  expect(times).toHaveLength(1_440);
  expect(times.every((time) => /^([01]\d|2[0-3]):[0-5]\d$/.test(time))).toBe(true);
  expect(new Set(times).size).toBe(1_440);
  expect(allStrings(prepared('{time:h}')).at(-1)).toBe('23');
  expect(allStrings(prepared('{time:h}'))[5]).toBe('5');
  const seconds = prepared('{time:hh.mm.ss}');
  expect([seconds.count, unrank(seconds, 1n), unrank(seconds, 86_399n)]).toEqual([
    86_400n,
    '00.00.01',
    '23.59.59',
  ]);
});
