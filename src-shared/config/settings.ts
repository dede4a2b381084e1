import { z } from 'zod';
import { presetNames } from './presets.js';
import { recipeNames } from './training.js';
import { composingFieldTypes, trainingConfigSchema } from './validation.js';

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
