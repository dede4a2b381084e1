import { z } from 'zod';
import { lookNames } from './look.js';
import { pictureFormats } from './picture-formats.js';
import { presetNames } from './presets.js';
import { sheetFormats } from './sheet.js';
import { recipeNames } from './training.js';
import {
  composingFieldTypes,
  lookSchema,
  sheetSchema,
  trainingConfigSchema,
} from './validation.js';

/** What a page remembers from one day to the next. Every field may be absent. */
export const pageSettingsSchema = z.strictObject({
  theme: z.enum(['system', 'light', 'dark']).optional(),
  screen: z.enum(['train', 'digits', 'numbers', 'models', 'engine']).optional(),
  training: z
    .strictObject({
      preset: z.enum(presetNames),
      recipe: z.enum(recipeNames),
      config: trainingConfigSchema.partial(),
    })
    .optional(),
  /** What Digits and Numbers draw with, by its id; the latest run's where it is not there any more. */
  model: z.string().max(200).optional(),
  composing: z.strictObject(composingFieldTypes).partial().optional(),
  /** What numbers are saved in: a look with a name or one's own, which is kept beside it. */
  look: z
    .strictObject({
      name: z.enum([...lookNames, 'own']),
      own: lookSchema.optional(),
      format: z.enum(pictureFormats).optional(),
    })
    .optional(),
  /** How several numbers lie on pages, and what these are saved as. */
  sheet: sheetSchema.extend({ format: z.enum(sheetFormats) }).optional(),
  grid: z
    .strictObject({
      rows: z.int().min(1).max(32),
      columns: z.int().min(1).max(32),
      classes: z.array(z.int().min(0).max(9)).min(1).max(10).optional(),
      legibility: composingFieldTypes.legibility.optional(),
      order: z.enum(['series', 'confidence']).optional(),
      /** Rows of a model that knows hands. */
      hands: z.int().min(1).max(32).optional(),
      slant: composingFieldTypes.slant.optional(),
      strokeWidth: composingFieldTypes.strokeWidth.optional(),
    })
    .optional(),
});
export type PageSettings = z.infer<typeof pageSettingsSchema>;
