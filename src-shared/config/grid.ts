import type { NumberField } from './fields.js';

const side = (flag: string, label: string, help: string) =>
  ({
    kind: 'number',
    flag,
    label,
    unit: '',
    help,
    min: 1,
    max: 100,
    integer: true,
  }) as const satisfies NumberField;

/** The sides of a picture of digits. */
export const gridFields = {
  rows: side('--rows', 'Rows', 'rows of the picture'),
  columns: side('--columns', 'Columns', 'columns of the picture'),
} as const;

/** Digits in a row or a column, at most. */
export const mostGridSide = gridFields.rows.max;
