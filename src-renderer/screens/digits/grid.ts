import { gridFields } from '../../../src-shared/config/grid.js';
import { formatCount, formatPercent } from '../../format.js';
import { traitWords } from '../drawing/trait-words.js';

/** One in each row. */
export const handsField = { ...gridFields.rows, flag: '', label: 'Hands' };

export type GridOrder = 'series' | 'confidence';

/** What 'digits.grid' is asked. */
export interface GridRequest {
  readonly model: string;
  readonly seed: number;
  readonly rows: number;
  readonly columns: number;
  /** Absent: all of them. */
  readonly classes?: number[];
  /** Null is "off". */
  readonly legibility: number | null;
  /** Shows what is below the legibility. */
  readonly rejected: boolean;
  readonly order: GridOrder;
  /** Of the hands; null is as each has it. Absent for a model that knows no hands. */
  readonly slant?: number | null;
  readonly strokeWidth?: number | null;
}

type Selection = Pick<
  GridRequest,
  'classes' | 'legibility' | 'rejected' | 'order' | 'slant' | 'strokeWidth'
>;

/** Whether each row is in one hand. */
export const rowsAreHands = ({ slant, rejected, order }: Selection): boolean =>
  slant !== undefined && !rejected && order === 'series';

/** `digits-4x8-seed-7-only-38-legibility-0.95.png`: says how to have it again. */
export function gridFileName({ rows, columns, seed, ...selection }: GridRequest): string {
  const { classes, legibility, rejected, order, slant, strokeWidth } = selection;
  const parts = [
    `digits-${rows}x${columns}-seed-${seed}`,
    classes && `only-${classes.join('')}`,
    legibility !== null && `${rejected ? 'below' : 'legibility'}-${legibility}`,
    order === 'confidence' && 'surest-first',
    typeof slant === 'number' && `slant-${slant}`,
    typeof strokeWidth === 'number' && `stroke-width-${strokeWidth}`,
  ];
  return `${parts.filter((part) => part).join('-')}.png`;
}

/**
 * Which digits these are, after their count: " of 3 and 8, at least 95% sure", or nothing of digits
 * as they come.
 */
function selectionWords(selection: Selection): string {
  const { classes, legibility, rejected, order, slant = null, strokeWidth = null } = selection;
  const parts = [
    classes && `only ${listed(classes)}`,
    legibility !== null &&
      `${rejected ? 'rejected: less than' : 'at least'} ${formatPercent(legibility)} sure`,
    order === 'confidence' && 'the surest first',
    slant !== null && `slant ${traitWords('slant', slant)}`,
    strokeWidth !== null && `stroke width ${traitWords('strokeWidth', strokeWidth)}`,
  ].filter((part) => part);
  return parts.length === 0 ? '' : ` (${parts.join(', ')})`;
}

/** What a person who does not see the picture hears. @param found digits that are in it */
export function gridAlt(
  { request, found }: { request: GridRequest; found: number },
  model: string,
): string {
  const { rows, columns, seed } = request;
  const [below, beside] = [formatCount(rows, 'row'), formatCount(columns, 'column')];
  const digits = `${formatCount(found, 'handwritten digit')}${selectionWords(request)}`;
  const hands = rowsAreHands(request) ? ', a hand in each row' : '';
  return `${digits} in ${below} and ${beside}${hands}, drawn by ${model} with seed ${seed}`;
}

/** What was looked for, in a sentence that says it is not there: "a 3 or 8 that is at least 95% sure" */
export function missingWords({ classes, legibility, rejected }: Selection): string {
  const what = classes ? listed(classes, 'or') : 'digit';
  if (legibility === null) return what;
  return `${what} that is ${rejected ? 'less than' : 'at least'} ${formatPercent(legibility)} sure`;
}

/** "3", "3 and 8", "1, 3 and 8" */
function listed(classes: readonly number[], word = 'and'): string {
  const last = classes.at(-1) ?? '';
  const others = classes.slice(0, -1);
  return others.length === 0 ? `${last}` : `${others.join(', ')} ${word} ${last}`;
}

/**
 * CSS pixels a side that a pixel of the grid is shown at: whole ones, so that all are alike, or
 * part of one where the room is too small.
 * @param grid its size in pixels
 * @param room CSS pixels
 */
export function gridScale(grid: { width: number; height: number }, room: number): number {
  const fitting = room / grid.width;
  if (fitting < 1) return fitting;
  return Math.max(1, Math.floor(Math.min(largest, fitting, tallest / grid.height)));
}

const largest = 6;
/** CSS pixels: the grid and what belongs to it on one screen. */
const tallest = 640;
