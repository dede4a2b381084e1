import { Option } from 'commander';
import {
  checkNumberText,
  plainNumberText,
  visibleMarks,
} from '../../../src-shared/config/number-text.js';
import { AppError } from '../../../src-shared/contract/errors.js';

/** `--number 48213`: the text to write. */
export const numberOption = (): Option =>
  new Option(
    '--number <text>',
    `write exactly this: digits, leading zeros too, blanks and ${visibleMarks}`,
  ).argParser((text) => {
    const problem = checkNumberText(text);
    if (problem === null) return plainNumberText(text);
    throw new AppError('BAD_INPUT', `--number ${problem}.`, {
      details: { option: '--number', value: text },
    });
  });
