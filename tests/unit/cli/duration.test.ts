import { expect, test } from 'vitest';
import { formatDuration } from '../../../src-main/cli/terminal/duration.js';

test.each([
  [0, '0 s'],
  [45.4, '45 s'],
  [59.6, '1 min 00 s'],
  [190, '3 min 10 s'],
  [3599.9, '1 h 00 min'],
  [3900, '1 h 05 min'],
  [90_061, '25 h 01 min'],
  [Number.POSITIVE_INFINITY, ''],
  [Number.NaN, ''],
  [-1, ''],
])('%d seconds are "%s"', (seconds, text) => {
  expect(formatDuration(seconds)).toBe(text);
});
