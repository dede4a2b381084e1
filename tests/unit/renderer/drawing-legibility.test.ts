import { describe, expect, it } from 'vitest';
import { formatDecimal, formatInteger, formatPercent } from '../../../src-renderer/format.js';
import {
  lastStop,
  legibilityAt,
  legibilityWords,
  lowerLegibility,
  stopOf,
} from '../../../src-renderer/screens/drawing/legibility.js';
import { readWords } from '../../../src-renderer/screens/drawing/read-words.js';
import { searchedWords } from '../../../src-renderer/screens/drawing/searched-words.js';
import { traitWords } from '../../../src-renderer/screens/drawing/trait-words.js';
import { legibleConfidence } from '../../../src-shared/quality/legibility.js';

describe('the legibility slider', () => {
  it('goes from off to 0.99, upwards, over the usual legibility', () => {
    const stops = Array.from({ length: lastStop + 1 }, (_, stop) => legibilityAt(stop));
    expect(stops[0]).toBeNull();
    expect(stops.at(-1)).toBe(0.99);
    expect(stops).toContain(legibleConfidence);
    const values = stops.slice(1).map(Number);
    expect(values).toEqual(values.toSorted((a, b) => a - b));
    expect(stops.map(stopOf)).toEqual(stops.map((_, stop) => stop));
  });

  it('stands at the nearest stop for what was set elsewhere, never at off', () => {
    expect(legibilityAt(stopOf(0.94))).toBe(0.95);
    expect(legibilityAt(stopOf(1))).toBe(0.99);
    expect(legibilityAt(stopOf(0.3))).toBe(0.5);
  });

  it('says what it is set to', () => {
    expect(legibilityWords(0.95)).toBe(`${formatPercent(0.95)} sure`);
    expect(legibilityWords(null)).toBe('off');
  });

  it('is lowered step by step down to off', () => {
    expect(lowerLegibility(0.95)).toBe(0.8);
    expect(lowerLegibility(0.8)).toBe(0.5);
    expect(lowerLegibility(0.5)).toBeNull();
  });
});

describe('searchedWords', () => {
  const raw = { legibility: null, asked: false };

  it('counts what was looked at and rejected', () => {
    expect(searchedWords({ lookedAt: 1_243, rejected: 12 }, { ...raw, legibility: 0.95 })).toBe(
      `${formatInteger(1_243)} digits looked at, 12 rejected: less than ${formatPercent(0.95)} sure`,
    );
    expect(searchedWords({ lookedAt: 1, rejected: 0 }, { ...raw, legibility: 0.5 })).toBe(
      '1 digit looked at, none rejected',
    );
    expect(searchedWords({ lookedAt: 7, rejected: 0 }, raw)).toBe('7 digits looked at');
  });

  it('says of digits that were asked for why they were written anew', () => {
    const asked = { legibility: 0.95, asked: true };
    expect(searchedWords({ lookedAt: 5, rejected: 1 }, asked)).toBe(
      `5 digits looked at, 1 written anew: less than ${formatPercent(0.95)} sure, or read as another`,
    );
  });
});

describe('traitWords', () => {
  it('says how a hand leans and presses', () => {
    expect(traitWords('slant', 1.24)).toBe(`${formatDecimal(1.2, 1)} leaning right`);
    expect(traitWords('slant', -3)).toBe(`${formatDecimal(3, 1)} leaning left`);
    expect(traitWords('strokeWidth', -0.5)).toBe(`${formatDecimal(0.5, 1)} thin`);
    expect(traitWords('strokeWidth', 0)).toBe('as usual');
  });
});

describe('readWords', () => {
  it('names what was asked for where another is read', () => {
    const digit = { index: 0, class: 1, confidence: 0.9 };
    expect(readWords(digit)).toBe('1');
    expect(readWords({ ...digit, asked: { label: 1, hand: 5 } })).toBe('1');
    expect(readWords({ ...digit, asked: { label: 7, hand: 5 } })).toBe('7 read as 1');
  });
});
