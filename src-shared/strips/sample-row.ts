import { drawnFrom, type Range, type Style } from '../config/style-fields.js';
import { partedGaps } from '../digits/part-thousands.js';
import { vary } from '../digits/pen.js';
import type { FineRandom } from '../random/fine-random.js';
import type { Character } from './sample-characters.js';

/** Where characters stand in a row, in pixels of a digit. */
export interface Row {
  /** Where the ink of each begins. */
  readonly lefts: readonly number[];
  /** Where all ends. */
  readonly right: number;
  /** Where each cell of a form begins, and where the last one ends; none elsewhere. */
  readonly cells: readonly number[];
}

/** Widths of what has no ink, and between what has. */
interface RowRoom {
  /** Before the first one. */
  readonly before: number;
  /** Between characters that are not to touch. */
  readonly least: number;
  readonly blank: number;
}

/** What lies between a character and the next one, and what comes to that where groups are parted. */
export interface Gap {
  readonly gap: number;
  readonly more: number;
}

export function drawnGaps(text: string, style: Style, random: () => number): Gap[] {
  const parted = partedGaps(text, 'thousands');
  const thousands = drawnFrom(style.thousandsGap, random);
  const usual = drawnFrom(style.gap, random);
  return [...text].map((_, at) => ({
    gap: near(usual, style.gap, random),
    more: parted.has(at) ? thousands : 0,
  }));
}

/** How far a gap lies from the strip's usual one, to either side, as a part of all that gaps may be. */
const uneven = 0.3;

function near(usual: number, { min, max }: Range, random: () => number): number {
  const gap = usual + vary(0, uneven, random) * (max - min);
  return Math.min(max, Math.max(min, gap));
}

/**
 * Characters that do not touch have at least the least gap between them, so that no pixel has ink of both.
 * None begins left of the one before it, however narrow that is.
 */
export function inARow(
  characters: readonly Character[],
  { before, least, blank }: RowRoom,
  gaps: readonly Gap[],
): Row {
  let left = before;
  let right = before;
  const lefts = characters.map(({ extent }, at) => {
    const here = left;
    const end = here + (extent === null ? blank : extent.right - extent.left);
    right = Math.max(right, end);
    const { gap = 0, more = 0 } = gaps[at] ?? {};
    left = Math.max(here, end + (gap < 0 ? gap : Math.max(gap, least)) + more);
    return here;
  });
  return { lefts, right, cells: [] };
}

/** What the cells of a form are like, in pixels of a digit. */
export interface Cells {
  /** At least; a character that is broader has broader ones. */
  readonly width: number;
  /** How far from its cell's middle each character stands, from -1 to 1 of what there is room for. */
  readonly astray: readonly number[];
}

export function drawnCells(text: string, random: FineRandom): Cells {
  const width = random.between(16, 25);
  return { width, astray: [...text].map(() => random.between(-0.7, 0.7)) };
}

/** Each character about in the middle of a cell; all cells are of one width, and a blank has one too. */
export function inCells(
  characters: readonly Character[],
  { before, least }: RowRoom,
  { width, astray }: Cells,
): Row {
  const widths = characters.map(({ extent }) => (extent === null ? 0 : extent.right - extent.left));
  const pitch = Math.max(width, Math.max(...widths) + 2 * least);
  const lefts = widths.map((inked, at) => {
    const room = pitch - inked - least;
    return before + at * pitch + (pitch - inked) / 2 + Math.min(room / 2, 4) * (astray[at] ?? 0);
  });
  const cells = Array.from({ length: widths.length + 1 }, (_, at) => before + at * pitch);
  return { lefts, right: before + widths.length * pitch, cells };
}
