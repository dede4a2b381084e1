import type { NumberField } from '../../../src-shared/config/fields.js';

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

export const gridFileName = ({
  rows,
  columns,
  seed,
}: {
  rows: number;
  columns: number;
  seed: number;
}): string => `digits-${rows}x${columns}-seed-${seed}.png`;
