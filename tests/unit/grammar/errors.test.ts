import { expect, test } from 'vitest';
import { AppError } from '../../../src-shared/contract/errors.js';
import { pointedLines } from '../../../src-shared/grammar/places.js';
import { prepared } from './prepared.js';

function errorOf(line: string): AppError {
  try {
    prepared(line);
  } catch (error) {
    if (error instanceof AppError) return error;
    throw error;
  }
  throw new Error(`${line} is good`);
}

/** Each line, a mark below the place, and words of what is wrong. */
test.each([
  ['12x4', '  ^', '"x" (U+0078) can\'t be drawn: there are the digits 0 to 9'],
  ['1\u200b2', ' ^', "U+200B zero-width space can't be drawn"],
  ['1👍2x', ' ^', '"👍" (U+1F44D) can\'t be drawn'],
  ['👍', '^', "can't be drawn"],
  ['12*', '  ^', 'nothing is without an end: for up to 20 of something write {0,20}'],
  ['\\d{2,}', '  ^', 'nothing is without an end, and no bound is guessed: write {2,4}'],
  ['\\d{4,2}', '  ^', 'from the smaller to the larger count'],
  ['\\d{1001}', '  ^', 'at most 1,000 repeats'],
  ['\\d{2}{3}', '     ^', 'a repeat of a repeat needs brackets'],
  ['{3}', '^', 'there is nothing before it to repeat'],
  ['?1', '^', 'nothing before it that could be left out'],
  ['1|?', '  ^', 'nothing before it that could be left out'],
  ['(12', '^', 'not closed: to draw a bracket write \\('],
  ['12)', '  ^', 'closes none: to draw a bracket write \\)'],
  ['12]', '  ^', '[ is missing'],
  ['12}', '  ^', '{ is missing'],
  ['1[23', ' ^', '] is missing'],
  ['1[]', ' ^', 'this class is empty'],
  ['[^0]', ' ^', 'what it may be, not what it may not'],
  ['[5-3]', ' ^', 'from the smaller to the larger: 3-5'],
  ['[.-5]', ' ^', 'a span in a class is of digits'],
  ['[0a]', '  ^', '"a" (U+0061)'],
  ['1{amount', ' ^', '} is missing'],
  ['\\w', '^', 'a backslash stands before a mark'],
  ['12\\', '  ^', 'a backslash stands before a mark'],
  ['7@3', '^', 'a weight is one beside others: 7@3|8@1'],
  ['7@x|8', ' ^', 'a whole number at the end of an alternative'],
  ['7@0|8', ' ^', 'a whole number from 1 to 1,000,000'],
  ['7@1000001|8', ' ^', 'a whole number from 1 to 1,000,000'],
  [
    '1 {nothing}',
    '  ^',
    'there is no part called nothing; there are amount, date, time, list, check digits such as luhn',
  ],
  ['1{constructor}', ' ^', 'there is no part called constructor'],
  ['{Amount}', '^', 'in braces stand a repeat such as {2,4}, a range'],
  ['{0..10^400}', '^', 'the bounds of a range are numbers'],
  ['1{9..1}', ' ^', 'from the smaller to the larger number: 1..9'],
  ['{1..2..3}', '^', 'a range has two bounds'],
  ['{1..9:lug}', '^', 'a range knows uniform, log, benford'],
  ['{1..9:log:benford}', '^', 'one of each, not "benford"'],
  ['{0..9:log}', '^', 'the range begins above 0, such as 1..9'],
  ['{amount:gb}', '^', 'not "gb"'],
  ['{list}', '^', 'a list has a name'],
  ['1{list:prices}', ' ^', 'there is no list called prices; none was given'],
  ['{luhn}', '^', 'no digits before it'],
  ['1(2|{luhn})', '    ^', 'no digits before it'],
  ['1?{luhn}', '  ^', 'and there may be none'],
  ['123{luhn}?', '         ^', 'a check digit is not repeated'],
  ['\\d{8}{gtin13}', '     ^', '{gtin13} is over 12 digits before it in its brackets, not 8'],
  ['\\d{8,12}{gtin13}', '        ^', 'not 8 to 12'],
  ['{00000000..99999999}{bsn}', '                    ^', '{bsn} follows digits and classes only'],
  ['12345671{bsn}', '        ^', 'none of the digits before {bsn} has a check digit'],
  ['{luhn:3}', '^', '{luhn} says nothing more'],
  ['{date:dd.mm}{date:yyyy:1..2}', '            ^', 'dates lie between two years'],
  ['{date:dd/mm/yyyy:2023-02-29..2024}', '^', 'of the calendar'],
  ['{date:dd/mm/yyyy:2030..1990}', '^', 'from the earlier to the later: 1990..2030'],
  ['{date:dd/mm/yy:1900..2000}', '^', 'yy does not tell one century from another'],
  ['{date:dd/mm:1990..2000}', '^', 'writes no year'],
  ['{date:ddmyyyy}', '^', 'the month of the format ddmyyyy needs all its digits'],
  ['{date:dd/yyyy}', '^', 'has a day and no month'],
  ['{date:dd}', '^', 'neither a year nor day and month'],
  ['{date:dd/dd/yyyy}', '^', 'writes something twice'],
  ['{date:dd. MMM}', '^', '"M" in the format is neither one of d, dd, m, mm, yy, yyyy nor a mark'],
  ['{time:mm:ss}', '^', 'hours and minutes'],
  ['\\d{101}', '^', 'more than a googol (10^100)'],
  ['{0..1}{2}\\d{400}', '         ^', 'more than a googol (10^100)'],
  ['7{600}8{600}', '^', 'a number has at most 1,000 characters'],
])('%s is refused at its place', (line, mark, words) => {
  const error = errorOf(line);
  expect(error.code).toBe('BAD_INPUT');
  expect(error.message).toContain(words);
  const { grammar, at } = error.details;
  expect(grammar).toBe(line);
  expect(pointedLines({ line, at: Number(at) })).toEqual([line, mark]);
  expect(error.message).toMatch(/^The grammar at place \d+: .+\.$/);
  expect(error.message).toContain(`at place ${mark.length}:`);
});

test.each([
  ['', 'it describes nothing: write digits'],
  ['()', 'it describes nothing'],
  ['.|,', 'numbers without a digit too'],
  ['\\d?', 'numbers without a digit too'],
])('%j describes no numbers', (line, words) => {
  expect(errorOf(line).message).toContain(words);
});

test('of a long line what is around the place is shown', () => {
  const line = `${'1'.repeat(100)}x${'2'.repeat(100)}`;
  const [shown, mark] = pointedLines({ line, at: 100 });
  expect(shown).toBe(`…${'1'.repeat(36)}x${'2'.repeat(36)}…`);
  expect(shown[mark.length - 1]).toBe('x');
});

test('what is typed on other keyboards is the mark that it is meant for', () => {
  expect(prepared('１２–３').element.write(0n)).toBe('12-3');
});
