import { expect, test } from 'vitest';
import { type Channels, picture } from '../../../src-shared/strips/picture.js';

test('a picture keeps the pixels that it is given', () => {
  const pixels = new Uint8Array(2 * 3 * 4);
  expect(picture({ width: 2, height: 3, channels: 4, pixels }).pixels).toBe(pixels);
});

test('a picture without pixels is one of zeros, in each number of channels', () => {
  const bytes = ([1, 2, 3, 4] as const).map(
    (channels) => picture({ width: 2, height: 3, channels }).pixels,
  );
  expect(bytes).toEqual([6, 12, 18, 24].map((length) => new Uint8Array(length)));
});

test.each([
  [0, 3],
  [2, 1.5],
  [Number.NaN, 3],
  [2, -1],
])('a picture of %s × %s is refused', (width, height) => {
  expect(() => picture({ width, height, channels: 1 })).toThrow(
    `at least one pixel a side, not ${width}×${height}`,
  );
});

test.each([0, 5, 2.5])('%s channels are refused', (channels) => {
  expect(() => picture({ width: 1, height: 1, channels: channels as Channels })).toThrow(
    `1 to 4 channels, not ${channels}`,
  );
});

test('bytes that do not fill the picture are refused, with both numbers', () => {
  expect(() => picture({ width: 2, height: 3, channels: 2, pixels: new Uint8Array(6) })).toThrow(
    'A picture of 2×3 with 2 channels has 12 bytes, not 6.',
  );
});
