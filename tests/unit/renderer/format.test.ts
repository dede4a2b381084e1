import { describe, expect, it } from 'vitest';
import {
  formatBytes,
  formatConfidence,
  formatCount,
  formatDuration,
  formatTimeLeft,
  formatTyped,
} from '../../../src-renderer/format.js';
import { localSigns } from '../../../src-renderer/local-signs.js';
import { parseNumber } from '../../../src-renderer/parse-number.js';

/** In the locale of the machine that tests: digits are looked at, words are not. */
const digitsOf = (text: string): number[] => (text.match(/\d+/g) ?? []).map(Number);

describe('format', () => {
  it.each([
    [0, [0]],
    [40.4, [40]],
    [59.6, [1]],
    [130, [2, 10]],
    [3600, [1]],
    [7_500, [2, 5]],
    [90_061, [1, 1]],
    [-3, [0]],
  ])('tells %d seconds by their two largest units', (seconds, expected) => {
    expect(digitsOf(formatDuration(seconds))).toEqual(expected);
  });

  it.each([
    [0.98274, [98, 2]],
    [0.94999, [94, 9]],
    [Math.fround(0.95), [95, 0]],
    [0.9999, [99, 9]],
    [1, [99, 9]],
    [0, [0, 0]],
  ])('tells a confidence of %d rounded down, and never as certain', (confidence, expected) => {
    expect(digitsOf(formatConfidence(confidence))).toEqual(expected);
  });

  it('does not skip a unit between the two', () => {
    expect(digitsOf(formatDuration(3_605))).toEqual([1]);
  });

  it.each([
    [0, [0]],
    [999, [999]],
    [1_500, [2]],
    [912_345_678, [912]],
    [1_260_000_000, [1, 3]],
  ])('tells %d bytes in decimal units', (bytes, expected) => {
    expect(digitsOf(formatBytes(bytes))).toEqual(expected);
  });

  it.each([1e-7, 0.0002, 0.9999, 4_294_967_295])('writes %d as it can be typed', (value) => {
    expect(parseNumber(formatTyped(value))).toBe(value);
  });

  it.each(['ar-EG', 'de-DE', 'fa', 'fr-CH', 'hi'])(
    'of %s writes what can be typed there',
    (locale) => {
      const { decimal, group } = localSigns(locale);
      expect(parseNumber(`1${group}234${decimal}5`, locale)).toBe(1234.5);
    },
  );

  it('counts with the right noun', () => {
    expect(formatCount(1, 'epoch')).toBe('1 epoch');
    expect(formatCount(2, 'epoch')).toBe('2 epochs');
    expect(formatCount(0, 'parameter')).toBe('0 parameters');
  });

  it('says what is left', () => {
    expect(formatTimeLeft(5)).toMatch(/5.*left/);
  });
});
