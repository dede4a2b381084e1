import type { ComposedNumber } from '../../../src-shared/contract/drawings.js';
import type { Box } from '../../../src-shared/strips/strip.js';

/** CSS pixels that something to press has to measure at least (WCAG 2.2, 2.5.8). */
const smallestTarget = 24;
/** CSS pixels for each pixel of a digit. */
const smallest = 2;
const largest = 7;
/** CSS pixels that a picture is high at most, unless its digits need more to be pressed. */
export const tallest = 200;

type Placed = ComposedNumber['digits' | 'marks'][number];

/**
 * Where a person presses to draw one digit again, in pixels of the picture: each digit's place, with
 * half of the gaps beside it, all as high as the number. Together they cover the number but for the
 * marks and their halves.
 */
export function digitTargets({ digits, marks }: Pick<ComposedNumber, 'digits' | 'marks'>): Box[] {
  const places: readonly Placed[] = [...digits, ...marks].sort((a, b) => a.left - b.left);
  const top = Math.min(...places.map((placed) => placed.top));
  const height = Math.max(...places.map((placed) => placed.top + placed.height)) - top;
  const middle = (before: Placed, after: Placed): number =>
    (before.left + before.width + after.left) / 2;
  return places.flatMap((placed, place) => {
    if (!('index' in placed)) return [];
    const before = places[place - 1];
    const after = places[place + 1];
    const left = before === undefined ? placed.left : middle(before, placed);
    const right = after === undefined ? placed.left + placed.width : middle(placed, after);
    return { left, top, width: Math.max(0, right - left), height };
  });
}

/**
 * CSS pixels for each pixel of a picture: as many as the room has, as long as each digit can be
 * pressed. A number too long for its room is scrolled.
 *
 * @param scale pixels of the picture for each pixel of a digit
 * @param room CSS pixels
 */
export function magnification(
  number: Pick<ComposedNumber, 'digits' | 'marks' | 'width' | 'height'>,
  { scale, room }: { scale: number; room: number },
): number {
  const narrowest = Math.min(...digitTargets(number).map(({ width }) => width));
  const needed = smallestTarget / Math.max(1, narrowest);
  const fitting = Math.min(largest / scale, tallest / number.height, room / number.width);
  return Math.max(smallest / scale, needed, fitting);
}
