import { z } from 'zod';
import { mostOnSheet } from '../config/sheet.js';
import { composingConfigSchema, lookSchema, sheetSchema } from '../config/validation.js';
import type { PictureNote } from '../strips/picture-note.js';
import { type Checked, checked } from '../text/checked.js';
import { replacedDigits } from './commands.js';

const writtenNumber = { config: composingConfigSchema, replaced: replacedDigits.optional() };

const numberSettings = z.strictObject({ ...writtenNumber, look: lookSchema });
const sheetSettings = z.strictObject({
  numbers: z.array(z.strictObject(writtenNumber)).min(1).max(mostOnSheet),
  look: lookSchema,
  sheet: sheetSchema,
});

/** How the picture of one number was asked for. */
export type NumberSettings = z.infer<typeof numberSettings>;
/** How a page of numbers was asked for. */
export type SheetSettings = z.infer<typeof sheetSettings>;

/** The settings that a note of one number holds, or what is wrong with them. */
export const numberSettingsOf = ({ settings }: PictureNote): Checked<NumberSettings> =>
  checked<NumberSettings>(numberSettings, settings);

/** The settings that a sheet's note holds, or what is wrong with them. */
export const sheetSettingsOf = ({ settings }: PictureNote): Checked<SheetSettings> =>
  checked<SheetSettings>(sheetSettings, settings);
