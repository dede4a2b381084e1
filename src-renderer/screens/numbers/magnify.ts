import type { ComposedNumber } from '../../../src-shared/contract/drawings.js';

/** CSS pixels that something to press has to measure at least (WCAG 2.2, 2.5.8). */
const smallestTarget = 24;
const smallest = 2;
const largest = 10;

/** Where a person presses to draw one digit again, in pixels of the picture. */
interface Target {
  readonly left: number;
  readonly width: number;
}

type Mark = ComposedNumber['digits' | 'separators'][number];

/**
 * Each digit's place, with half of the gaps beside it. Together they cover the picture but for the
 * separators and their halves.
 */
export function digitTargets({
  digits,
  separators,
  width,
}: Pick<ComposedNumber, 'digits' | 'separators' | 'width'>): Target[] {
  const marks: readonly Mark[] = [...digits, ...separators].sort((a, b) => a.left - b.left);
  const middle = (before: Mark, after: Mark): number =>
    (before.left + before.width + after.left) / 2;
  return marks.flatMap((mark, place) => {
    if (!('index' in mark)) return [];
    const before = marks[place - 1];
    const after = marks[place + 1];
    const left = before === undefined ? 0 : middle(before, mark);
    const right = after === undefined ? width : middle(mark, after);
    return { left, width: right - left };
  });
}

/**
 * CSS pixels a side that a pixel of the picture is shown at: as many as the room has, whole ones, as
 * long as each digit can be pressed. A number too long for its room is scrolled.
 * @param room CSS pixels
 */
export function magnification(
  number: Pick<ComposedNumber, 'digits' | 'separators' | 'width'>,
  room: number,
): number {
  const narrowest = Math.min(...digitTargets(number).map(({ width }) => width));
  const needed = Math.ceil(smallestTarget / Math.max(1, narrowest));
  const fitting = Math.floor(room / number.width);
  return Math.min(largest, Math.max(smallest, needed, fitting));
}
