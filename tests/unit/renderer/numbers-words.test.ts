import { describe, expect, it } from 'vitest';
import { formatConfidence } from '../../../src-renderer/format.js';
import {
  digitLabel,
  numberAlt,
  writtenWords,
} from '../../../src-renderer/screens/numbers/words.js';

const digit = (taken: number, confidence = 0.982) => ({ index: 0, class: taken, confidence });
const config = { number: null, hand: null, seed: 3 };
/** A number that was written so. */
const written = (text: string, hand: number | null = null) => ({
  text,
  hand,
  digits: [...text.replaceAll(/\D/g, '')].map((taken, place) => {
    const at = { character: place, left: 0, top: 4, width: 1, height: 20 };
    return { ...digit(Number(taken)), ...at };
  }),
});

describe('the words beside a number', () => {
  it('say of any number what is written', () => {
    expect(numberAlt({ config, number: written('07') }, 'evening')).toBe(
      'A handwritten number of 2 digits, 07, drawn by evening with seed 3',
    );
    const long = { config, number: written('1'.repeat(31)) };
    expect(numberAlt(long, 'evening')).toMatch(/^A handwritten number of 31 digits, drawn by/);
    expect(writtenWords({ config, number: written('07') })).toBe('2 digits, 07');
  });

  it('say whose hand it is', () => {
    expect(numberAlt({ config, number: written('07', 12) }, 'evening')).toMatch(
      /with seed 3, hand 12$/,
    );
    const each = { ...config, hand: 'each' as const };
    expect(numberAlt({ config: each, number: written('07') }, 'evening')).toMatch(
      /with seed 3, a hand for each digit$/,
    );
  });

  it('say of a typed number how it was typed', () => {
    const typed = { config: { ...config, number: '3.14' }, number: written('3.14') };
    expect(writtenWords(typed)).toBe('3 digits');
    expect(numberAlt(typed, 'evening')).toBe(
      'The number 3.14 in handwriting, drawn by evening with seed 3',
    );
  });

  it('say of a digit where it stands, what it is and how sure that is', () => {
    expect(digitLabel(digit(7), 2)).toBe(
      `Digit 3, a 7, ${formatConfidence(0.982)} sure: draw another`,
    );
    expect(digitLabel(digit(8, 1), 0)).toBe(
      `Digit 1, an 8, ${formatConfidence(1)} sure: draw another`,
    );
    expect(digitLabel({ ...digit(1), asked: { label: 8, hand: 5 } }, 0)).toBe(
      `Digit 1, an 8 read as 1, ${formatConfidence(0.982)} sure: draw another`,
    );
  });
});
