import { Option } from 'commander';
import { isWholeSplit, type SplitParts } from '../../../src-shared/config/data-set-request.js';
import { AppError } from '../../../src-shared/contract/errors.js';

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
  if (isWholeSplit(parts)) return parts;
  throw new AppError(
    'BAD_INPUT',
    `--split must be three whole numbers that add up to 100, such as 90/5/5, not ${JSON.stringify(text)}.`,
    { details: { option: '--split', value: text } },
  );
}

export const isSplit = (value: unknown): value is SplitParts =>
  typeof value === 'object' && value !== null && 'train' in value;
