import { describe, expect, it } from 'vitest';
import { digitTargets, magnification } from '../../../src-renderer/screens/numbers/magnify.js';

/** Digits of these widths, three pixels apart. */
function number(...widths: number[]) {
  let left = 0;
  const digits = widths.map((width, index) => {
    const place = { index, character: index, class: 0, confidence: 1, left, width };
    left += width + 3;
    return place;
  });
  return { digits, separators: [], width: left - 3 };
}

describe('digitTargets', () => {
  it('covers the picture without gaps, each digit and half of the space beside it', () => {
    const targets = digitTargets(number(10, 4, 20));
    expect(targets).toEqual([
      { left: 0, width: 11.5 },
      { left: 11.5, width: 7 },
      { left: 18.5, width: 21.5 },
    ]);
  });

  it('is the whole picture for one digit', () => {
    expect(digitTargets(number(17))).toEqual([{ left: 0, width: 17 }]);
  });

  it('leaves out separators, each with half of the space beside it', () => {
    const { digits, width } = number(10, 6, 10); // at 0, 13 and 22
    const [first, comma, last] = digits;
    if (!first || !comma || !last) throw new Error('three marks');
    const separators = [{ text: ',' as const, character: 1, left: comma.left, width: 6 }];
    expect(digitTargets({ digits: [first, last], separators, width })).toEqual([
      { left: 0, width: 11.5 },
      { left: 20.5, width: 11.5 },
    ]);
  });

  it('does not reach over a separator at the edge', () => {
    const digit = { index: 0, character: 1, class: 5, confidence: 1, left: 9, width: 20 };
    const separators = [{ text: '-' as const, character: 0, left: 0, width: 6 }];
    expect(digitTargets({ digits: [digit], separators, width: 29 })).toEqual([
      { left: 7.5, width: 21.5 },
    ]);
  });
});

describe('magnification', () => {
  const wide = number(20, 20, 20, 20); // 89 px

  it('fills the room with whole pixels, up to a size', () => {
    expect(magnification(wide, 800)).toBe(8);
    expect(magnification(wide, 500)).toBe(5);
    expect(magnification(wide, 5000)).toBe(10);
  });

  it('does not shrink below twice the size, or before the room is known', () => {
    expect(magnification(wide, 100)).toBe(2);
    expect(magnification(wide, 0)).toBe(2);
  });

  it('keeps the narrowest digit large enough to press', () => {
    const narrow = number(20, 1, 20); // its target: 1 + 3 px
    expect(magnification(narrow, 100)).toBe(6);
  });
});
