import { z } from 'zod';
import { grammarBounds } from '../grammar/grammar.js';
import { longestSample } from '../strips/sample.js';
import { isBankName, isWholeSplit } from './data-set-request.js';
import { formatNames, planBounds } from './data-sets.js';
import { lookNames } from './look.js';
import { pictureFormats } from './picture-formats.js';
import { presetNames } from './presets.js';
import { sheetFormats } from './sheet.js';
import { stripHeightField } from './style.js';
import { styleWishSchema } from './style-schema.js';
import { recipeNames } from './training.js';
import {
  composingFieldTypes,
  gridSide,
  lookSchema,
  sheetSchema,
  trainingConfigSchema,
} from './validation.js';

/** What a page remembers from one day to the next. Every field may be absent. */
export const pageSettingsSchema = z.strictObject({
  theme: z.enum(['system', 'light', 'dark']).optional(),
  screen: z.enum(['train', 'digits', 'numbers', 'data-sets', 'models', 'engine']).optional(),
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
      rows: gridSide,
      columns: gridSide,
      classes: z.array(z.int().min(0).max(9)).min(1).max(10).optional(),
      legibility: composingFieldTypes.legibility.optional(),
      order: z.enum(['series', 'confidence']).optional(),
      /** Rows of a model that knows hands. */
      hands: gridSide.optional(),
      slant: composingFieldTypes.slant.optional(),
      strokeWidth: composingFieldTypes.strokeWidth.optional(),
    })
    .optional(),
  /** What data sets are made of; lists are not kept. */
  dataSet: z
    .strictObject({
      written: z.strictObject({
        kind: z.enum(['ready', 'own', 'digits', 'list']),
        /** The name of a ready grammar. */
        ready: z.string().max(40),
        line: z.string().max(grammarBounds.line),
        shortest: z.int().min(1).max(longestSample),
        longest: z.int().min(1).max(longestSample),
      }),
      style: styleWishSchema,
      height: z.int().min(stripHeightField.min).max(stripHeightField.max),
      colour: z.boolean(),
      out: z.strictObject({
        count: z.int().min(1).max(planBounds.count),
        split: z
          .strictObject({ train: z.number(), val: z.number(), test: z.number() })
          .refine(isWholeSplit),
        shareStrings: z.boolean(),
        shareHands: z.boolean(),
        bank: z.string().refine(isBankName),
        shardSize: z.int().min(1).max(planBounds.shardSize),
        formats: z.array(z.enum(formatNames)).max(formatNames.length),
      }),
    })
    .optional(),
});
export type PageSettings = z.infer<typeof pageSettingsSchema>;
