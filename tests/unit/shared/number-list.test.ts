import { expect, it } from 'vitest';
import { readNumberList } from '../../../src-shared/config/number-list.js';

const read = (text: string) => readNumberList(text, { most: 1_000 });

it('has one number a line, whatever ends the lines, and several between tabs', () => {
  const { numbers } = read('12\r\n 3.75 \n\n1,024\t7\t\n\u200b\n');
  expect(numbers).toEqual(['12', '3.75', '1,024', '7']);
});

it('has no numbers where nothing is written', () => {
  expect(read(' \n')).toEqual({ numbers: [], problem: null });
});

it('has the numbers as they are written', () => {
  expect(read('\u22125').numbers).toEqual(['-5']);
});

it('has numbers without blanks around them, invisible characters or not', () => {
  expect(read('5 \u200b\n\u200b 7').numbers).toEqual(['5', '7']);
});

it('names the first line that is wrong, empty ones counted', () => {
  const { problem, numbers } = read('12\n\n3x\ny');
  expect(numbers).toBeNull();
  expect(problem).toMatch(/^Line 3 can hold .*"x" .*at place 2 can't be written\.$/s);
});

it('takes 1,000 numbers and no more', () => {
  expect(read('1\n'.repeat(1_000)).numbers).toHaveLength(1_000);
  expect(read('1\n'.repeat(1_001)).problem).toBe(
    'The list holds more than 1,000 numbers: write them in parts.',
  );
});
