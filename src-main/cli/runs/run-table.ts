import type { TrainingKind } from '../../../src-shared/config/training.js';
import type { RunSummary } from '../../../src-shared/contract/run-views.js';
import { percent } from '../../../src-shared/text/percent.js';
import { printable } from '../../../src-shared/text/plain-text.js';
import { kindOf, labelWords } from '../terminal/label-words.js';

/** Null for a run whose record can't be read. */
export const kindOfRun = ({ state, labels }: RunSummary): TrainingKind | null =>
  state === 'broken' ? null : kindOf(labels);

/** What it can be asked for, to stand behind its kind. */
export const labelsOfRun = ({ labels }: RunSummary): string =>
  labels === null ? '' : ` ${labelWords(labels)}`;

/** A line for each run, below the names of the columns. */
export function runTable(runs: readonly RunSummary[]): string[] {
  const head = [
    'Name',
    'State',
    'Preset',
    'Kind',
    'Epochs',
    'Best epoch',
    'Last written',
    'Folder',
  ];
  const rows = runs.map((run) =>
    [
      run.name,
      run.state,
      run.madeWith ?? run.preset,
      `${kindOfRun(run) ?? ''}${labelsOfRun(run)}`,
      run.state === 'broken' || run.madeWith ? '' : `${run.epoch}/${run.epochs}`,
      run.best === null ? '' : `${run.best.epoch} (${percent(run.best.legible)} legible)`,
      minuteOf(run.updatedAt),
      run.folder,
    ].map(printable),
  );
  if (rows.length === 0) return [];
  return tableLines([head, ...rows]);
}

/** A date in ISO's form, to the minute. */
export const minuteOf = (date: string): string => date.slice(0, 16).replace('T', ' ');

/** Columns of one width each. */
export function tableLines(table: readonly (readonly string[])[]): string[] {
  const widths = (table[0] ?? []).map((_, column) =>
    Math.max(...table.map((row) => row[column]?.length ?? 0)),
  );
  return table.map((row) =>
    row
      .map((cell, column) => cell.padEnd(widths[column] ?? 0))
      .join('  ')
      .trimEnd(),
  );
}
