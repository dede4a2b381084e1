import type { NumberField } from '../../../src-shared/config/fields.js';
import { formatCount } from '../../format.js';

const side = (flag: string, label: string, help: string): NumberField => ({
  kind: 'number',
  flag,
  label,
  unit: '',
  help,
  min: 1,
  max: 32,
  integer: true,
});

/** The sides of the picture, as 'digits.grid' takes them. */
export const gridFields = {
  rows: side('--rows', 'Rows', 'digits one below the other'),
  columns: side('--columns', 'Columns', 'digits side by side'),
};

export const gridDefaults = { rows: 4, columns: 8 };

/** What 'digits.grid' is asked. */
export interface GridRequest {
  readonly model: string;
  readonly seed: number;
  readonly rows: number;
  readonly columns: number;
}

export const gridFileName = ({ rows, columns, seed }: GridRequest): string =>
  `digits-${rows}x${columns}-seed-${seed}.png`;

/** What a person who does not see the picture hears. */
export function gridAlt({ rows, columns, seed }: GridRequest, model: string): string {
  const [below, beside] = [formatCount(rows, 'row'), formatCount(columns, 'column')];
  const digits = formatCount(rows * columns, 'handwritten digit');
  return `${digits} in ${below} and ${beside}, drawn by ${model} with seed ${seed}`;
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
