import type { Command } from 'commander';
import { type SheetConfig, sheetDefaults, sheetFields } from '../../../src-shared/config/sheet.js';
import { AppError } from '../../../src-shared/contract/errors.js';
import { checked } from '../../../src-shared/text/checked.js';
import { fieldOption } from './field-option.js';
import { givenFields } from './given-fields.js';
import type { OptionReader } from './option-reader.js';

/** `--sheet`, and an option for each field of one. */
export function addSheetOptions(command: Command): Command {
  const { page, landscape, columns, rows, lineHeight, align, labels } = sheetFields;
  const asManyAsFit = { default: 'default as many as have room' };
  return command
    .addOption(fieldOption(page))
    .addOption(fieldOption(landscape))
    .addOption(fieldOption(columns, asManyAsFit))
    .addOption(fieldOption(rows, asManyAsFit))
    .addOption(fieldOption(lineHeight, { default: `default ${sheetDefaults.lineHeight}` }))
    .addOption(fieldOption(align, { default: `default ${sheetDefaults.align}` }))
    .addOption(fieldOption(labels));
}

/**
 * How the numbers lie on pages; null where no pages are asked for.
 *
 * @throws AppError BAD_INPUT when options for pages come without `--sheet`
 */
export async function readSheet(options: OptionReader): Promise<SheetConfig | null> {
  const given = givenFields(options, sheetFields);
  if (!('page' in given)) {
    const other = Object.entries(sheetFields).find(([name]) => name in given);
    if (other === undefined) return null;
    throw new AppError('BAD_INPUT', `${other[1].flag} is for pages of numbers: add --sheet a4.`);
  }
  const { sheetSchema } = await import('../../../src-shared/config/validation.js');
  const found = checked(sheetSchema, { ...sheetDefaults, ...given });
  if ('problem' in found) throw new AppError('BAD_INPUT', `${found.problem}.`);
  return found.value;
}
