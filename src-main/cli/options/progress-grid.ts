import { Option } from 'commander';
import { AppError } from '../../../src-shared/contract/errors.js';
import type { ProgressGrid } from '../../../src-shared/contract/runs.js';

/** `--progress-grid 4x4`; the bounds are checked by `readProgressGrid`, whose schema is heavy. */
export const progressGridOption = (): Option =>
  new Option(
    '--progress-grid <RxC>',
    'rows and columns of the picture made at each epoch (default 4x4; conditional 10x8, a label in each row and a hand in each column)',
  );

/** @throws AppError BAD_INPUT */
export async function readProgressGrid(text: string): Promise<ProgressGrid> {
  const { progressGridSchema } = await import('../../../src-shared/contract/runs.js');
  const [, rows, columns] = /^(\d+)[x×](\d+)$/i.exec(text) ?? [];
  const parsed = progressGridSchema.safeParse({ rows: Number(rows), columns: Number(columns) });
  if (parsed.success) return parsed.data;
  throw new AppError(
    'BAD_INPUT',
    `--progress-grid must be rows x columns, each from 1 to 20, such as 4x4, not ${JSON.stringify(text)}.`,
    { details: { option: '--progress-grid', value: text } },
  );
}
