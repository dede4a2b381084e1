import { describe, expect, it } from 'vitest';
import { digitTargets, magnification } from '../../../src-renderer/screens/numbers/magnify.js';

/** Digits of these widths, three pixels apart. */
function number(...widths: number[]) {
  let left = 0;
  const digits = widths.map((width, index) => {
    const place = {
      index,
      character: index,
      class: 0,
      confidence: 1,
      left,
      top: 4,
      width,
      height: 20,
    };
    left += width + 3;
    return place;
  });
  return { digits, marks: [], width: left - 3, height: 28 };
}

/** The rows with ink of those digits. */
const inked = { top: 4, height: 20 };

describe('digitTargets', () => {
  it('covers the number without gaps, each digit and half of the space beside it', () => {
    const targets = digitTargets(number(10, 4, 20));
    expect(targets).toEqual([
      { left: 0, width: 11.5, ...inked },
      { left: 11.5, width: 7, ...inked },
      { left: 18.5, width: 21.5, ...inked },
    ]);
  });

  it('is the whole number for one digit', () => {
    expect(digitTargets(number(17))).toEqual([{ left: 0, width: 17, ...inked }]);
  });

  it('leaves out marks, each with half of the space beside it', () => {
    const { digits } = number(10, 6, 10); // at 0, 13 and 22
    const [first, comma, last] = digits;
    if (!first || !comma || !last) throw new Error('three marks');
    const marks = [
      { text: ',' as const, character: 1, left: comma.left, top: 20, width: 6, height: 5 },
    ];
    expect(digitTargets({ digits: [first, last], marks })).toEqual([
      { left: 0, width: 11.5, top: 4, height: 21 },
      { left: 20.5, width: 11.5, top: 4, height: 21 },
    ]);
  });

  it('leaves the margins of a picture alone', () => {
    const moved = number(10, 4).digits.map((digit) => ({ ...digit, left: digit.left + 40 }));
    expect(digitTargets({ digits: moved, marks: [] })).toEqual([
      { left: 40, width: 11.5, ...inked },
      { left: 51.5, width: 5.5, ...inked },
    ]);
  });

  it('does not reach over a mark at the edge', () => {
    const digit = {
      index: 0,
      character: 1,
      class: 5,
      confidence: 1,
      left: 9,
      top: 4,
      width: 20,
      height: 20,
    };
    const marks = [{ text: '-' as const, character: 0, left: 0, top: 14, width: 6, height: 2 }];
    expect(digitTargets({ digits: [digit], marks })).toEqual([
      { left: 7.5, width: 21.5, ...inked },
    ]);
  });
});

describe('magnification', () => {
  const wide = number(20, 20, 20, 20); // 89 px

  it('fills the room, up to a size', () => {
    expect(magnification(wide, { scale: 1, room: 445 })).toBe(5);
    expect(magnification(wide, { scale: 1, room: 5000 })).toBe(7);
  });

  it('is less for a picture with more pixels, which is as large on the screen', () => {
    const digits = wide.digits.map((digit) => ({
      ...digit,
      left: 8 * digit.left,
      width: 8 * digit.width,
    }));
    const fine = { digits, marks: [], width: 8 * 89, height: 8 * 28 };
    expect(magnification(fine, { scale: 8, room: 445 })).toBeCloseTo(445 / (8 * 89), 12);
  });

  it('is less for a picture with wide margins', () => {
    expect(magnification({ ...wide, height: 80 }, { scale: 1, room: 5000 })).toBe(2.5);
  });

  it('does not shrink below twice the size, or before the room is known', () => {
    expect(magnification(wide, { scale: 1, room: 100 })).toBe(2);
    expect(magnification(wide, { scale: 1, room: 0 })).toBe(2);
  });

  it('keeps the narrowest digit large enough to press', () => {
    const narrow = number(20, 1, 20); // its target: 1 + 3 px
    expect(magnification(narrow, { scale: 1, room: 100 })).toBe(6);
  });
});
