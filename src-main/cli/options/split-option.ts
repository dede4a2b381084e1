import { Option } from 'commander';
import { AppError } from '../../../src-shared/contract/errors.js';

/** Parts of a data set in per cent. */
export interface SplitParts {
  readonly train: number;
  readonly val: number;
  readonly test: number;
}

export const usualSplit: SplitParts = { train: 90, val: 5, test: 5 };

/** `--split 90/5/5`. */
export const splitOption = (): Option =>
  new Option(
    '--split <a/b/c>',
    'per cent of the strips for training, validation and test (default 90/5/5)',
  ).argParser(parseSplit);

/** @throws AppError BAD_INPUT */
function parseSplit(text: string): SplitParts {
  const [, train, val, test] = (/^(\d{1,3})\/(\d{1,3})\/(\d{1,3})$/.exec(text) ?? []).map(Number);
  const parts = { train: train ?? 0, val: val ?? 0, test: test ?? 0 };
  if (parts.train + parts.val + parts.test === 100) return parts;
  throw new AppError(
    'BAD_INPUT',
    `--split must be three whole numbers that add up to 100, such as 90/5/5, not ${JSON.stringify(text)}.`,
    { details: { option: '--split', value: text } },
  );
}

export const isSplit = (value: unknown): value is SplitParts =>
  typeof value === 'object' && value !== null && 'train' in value;
