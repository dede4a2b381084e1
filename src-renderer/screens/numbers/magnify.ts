import type { ComposedNumber, PlacedDigit } from '../../../src-shared/contract/drawings.js';

/** CSS pixels that something to press has to measure at least (WCAG 2.2, 2.5.8). */
const smallestTarget = 24;
const smallest = 2;
const largest = 10;

/** Where a person presses to draw one digit again, in pixels of the picture. */
interface Target {
  readonly left: number;
  readonly width: number;
}

/** Each digit's place, with half of the gaps beside it: together they cover the picture. */
export function digitTargets({
  digits,
  width,
}: Pick<ComposedNumber, 'digits' | 'width'>): Target[] {
  const middle = (before: PlacedDigit, after: PlacedDigit): number =>
    (before.left + before.width + after.left) / 2;
  return digits.map((digit, position) => {
    const before = digits[position - 1];
    const after = digits[position + 1];
    const left = before === undefined ? 0 : middle(before, digit);
    const right = after === undefined ? width : middle(digit, after);
    return { left, width: right - left };
  });
}

/**
 * CSS pixels a side that a pixel of the picture is shown at: as many as the room has, whole ones, as
 * long as each digit can be pressed. A number too long for its room is scrolled.
 * @param room CSS pixels
 */
export function magnification(
  number: Pick<ComposedNumber, 'digits' | 'width'>,
  room: number,
): number {
  const narrowest = Math.min(...digitTargets(number).map(({ width }) => width));
  const needed = Math.ceil(smallestTarget / Math.max(1, narrowest));
  const fitting = Math.floor(room / number.width);
  return Math.min(largest, Math.max(smallest, needed, fitting));
}
