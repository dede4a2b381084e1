import { describe, expect, it } from 'vitest';
import { formatConfidence } from '../../../src-renderer/format.js';
import { digitLabel, numberAlt } from '../../../src-renderer/screens/numbers/words.js';

const digit = (taken: number, confidence = 0.982) => ({ index: 0, class: taken, confidence });
const config = { number: null, digits: 2, seed: 3 };

describe('the words beside a number', () => {
  it('say of any number what it is read as', () => {
    expect(numberAlt({ config, digits: [digit(0), digit(7)] }, 'evening')).toBe(
      'A handwritten number of 2 digits, read as 07, drawn by evening with seed 3',
    );
    const long = { config: { ...config, digits: 31 }, digits: new Array(31).fill(digit(1)) };
    expect(numberAlt(long, 'evening')).toMatch(/^A handwritten number of 31 digits, drawn by/);
  });

  it('say of a typed number how it was typed', () => {
    const typed = { config: { ...config, number: '3.14' }, digits: [digit(3), digit(1), digit(4)] };
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
  });
});
