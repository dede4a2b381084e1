import { Option } from 'commander';
import { AppError } from '../../../src-shared/contract/errors.js';
import { parseField, wholeNumber } from './field-option.js';

const label = wholeNumber({ flag: '--classes', help: 'a label', min: 0, max: 255 });

/** Labels in one list, at most: as many as the contract takes. */
const most = 256;

/** `--classes 3,8`: the labels to draw, in that order. */
export const classesOption = (): Option =>
  new Option(
    '--classes <labels>',
    'of a conditional model: draw these labels, one after the other, such as 3,8 (default all that it knows)',
  ).argParser(parseClasses);

/** @throws AppError BAD_INPUT */
function parseClasses(text: string): number[] {
  const words = text.split(',');
  if (words.length <= most) {
    try {
      return words.map((word) => Number(parseField(label, word.trim())));
    } catch {
      // Said below, with the whole list.
    }
  }
  throw new AppError(
    'BAD_INPUT',
    `--classes must be labels from ${label.min} to ${label.max}, at most ${most}, with commas between them, such as 3,8, not ${JSON.stringify(text)}.`,
    { details: { option: '--classes', value: text } },
  );
}

/** The labels that were asked for; undefined where none were. */
export const readClasses = (value: unknown): readonly number[] | undefined =>
  Array.isArray(value) ? value.map(Number) : undefined;
