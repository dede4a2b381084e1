import { expect, test } from 'vitest';
import type { Grouping } from '../../../src-shared/config/composing.js';
import { partedGaps } from '../../../src-shared/digits/part-thousands.js';

/** The text as it is parted. */
const parted = (text: string, grouping: Grouping) => {
  const gaps = partedGaps(text, grouping);
  return [...text].map((character, place) => character + (gaps.has(place) ? '_' : '')).join('');
};

test.each([
  ['123', '123', '123'],
  ['1234567', '1_234_567', '12_34_567'],
  ['1234567890', '1_234_567_890', '1_23_45_67_890'],
  ['-12345.60', '-12_345.60', '-12_345.60'],
  ['-123456', '-123_456', '-1_23_456'],
  ['12345,678901', '12_345,678901', '12_345,678901'],
  ['$1234.50', '$1_234.50', '$1_234.50'],
  ['-$ 1234', '-$ 1_234', '-$ 1_234'],
  ['+ €1234', '+ €1_234', '+ €1_234'],
  ['(1234)', '(1_234)', '(1_234)'],
  ['($1234567.89)', '($1_234_567.89)', '($12_34_567.89)'],
  ['123456 €', '123_456 €', '1_23_456 €'],
  ['-1234,5 %', '-1_234,5 %', '-1_234,5 %'],
])('%s is parted by three as %s and in the Indian way as %s', (text, thousands, indian) => {
  expect(parted(text, 'thousands')).toBe(thousands);
  expect(parted(text, 'indian')).toBe(indian);
});

test.each([
  ...['1.234.567', '12,345.60', '1234 5678', '12/05/2026', '2026-05-12', '17:30:00', '192168.1.1'],
  ...['1234+5678', '1234×2', '1234=1234', '#1234', '(0301) 1234', "1'234567", '--1234', '$1234€'],
  ...['((1234))', '1234%%', '1234.', '.1234', '1234-'],
])('%s stays as it is typed', (text) => {
  expect(partedGaps(text, 'thousands').size).toBe(0);
  expect(partedGaps(text, 'indian').size).toBe(0);
});

test('a long text that is none is told apart at once', () => {
  const before = performance.now();
  expect(partedGaps(`${'('.repeat(500)}${'1'.repeat(499)}x`, 'thousands').size).toBe(0);
  expect(performance.now() - before).toBeLessThan(200);
});
