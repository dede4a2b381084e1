import { expect, test } from 'vitest';
import { isPlausibleMessage } from '../../../src-main/server/wire-check.js';
import { encodeMessage } from '../../../src-shared/contract/wire.js';

/** Lists of one element in each other, around the number 1. */
function nested(levels: number): Uint8Array {
  const bytes = new Uint8Array(levels + 1).fill(0x91);
  bytes[levels] = 1;
  return bytes;
}

test.each([
  [1, true],
  [64, true],
  [65, false],
  [3_000, false],
  [2_000_000, false],
])('lists %i deep in each other: %s', (levels, good) => {
  expect(isPlausibleMessage(nested(levels))).toBe(good);
});

test('what lies beside each other is not deep', () => {
  const rows = Array.from({ length: 500 }, (_, i) => ({ i, pair: [[i], {}], pixels: null }));
  const message = { t: 'q', i: '1', m: 'call', a: ['runs.list', { rows, half: 0.5, text: 'é' }] };
  expect(isPlausibleMessage(encodeMessage(message))).toBe(true);
});

test('a message that announces more than it holds is refused', () => {
  expect(isPlausibleMessage(new Uint8Array([0xdd, 0x7f, 0xff, 0xff, 0xff]))).toBe(false);
});
