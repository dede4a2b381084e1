import { csvTable } from './csv.js';

/** A number that was written as a picture. */
export interface NumberRow {
  /** The picture's name. */
  readonly file: string;
  readonly text: string;
  readonly seed: number;
  readonly hand: number | null;
  /** Pixels. */
  readonly width: number;
  readonly height: number;
}

/** What the table beside several pictures is called. */
export const numberTableName = 'numbers.csv';

/** What the pictures in a folder are. */
export const numberTable = (rows: readonly NumberRow[]): string =>
  csvTable(
    ['file', 'number', 'seed', 'hand', 'width', 'height'],
    rows.map(({ file, text, seed, hand, width, height }) => [
      ...[file, text, seed, hand, width, height],
    ]),
  );
