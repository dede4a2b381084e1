import { z } from 'zod';
import { valueWords } from '../text/plain-text.js';
import { type ComposingConfig, composingFields } from './composing.js';
import { checkField, type Field, type NumberField } from './fields.js';
import { mostGridSide } from './grid.js';
import { checkLook, type Look, lookFields } from './look.js';
import { checkNumberText, plainNumberText } from './number-text.js';
import { type SheetConfig, sheetFields } from './sheet.js';
import { type TrainingConfig, trainingFields } from './training.js';

/** A zod type whose error is the field's own sentence, so that every shell says the same. */
function fieldType<Value>(field: Field) {
  return z.custom<Value>((value) => checkField(field, value) === null, {
    error: (issue) =>
      `${field.flag} ${checkField(field, issue.input)}, not ${valueWords(issue.input)}`,
  });
}

/** Builds the object schema of a table of fields. Unknown keys are refused. */
function fieldTypes<Config extends object>(fields: Record<keyof Config, Field>) {
  const shape = {} as { [Key in keyof Config]: z.ZodType<Config[Key]> };
  for (const key in fields) {
    shape[key] = fieldType<Config[typeof key]>(fields[key]);
  }
  return shape;
}

export const trainingConfigSchema = z.strictObject(fieldTypes<TrainingConfig>(trainingFields));

/** A record's configuration with the fields that were not there yet when it was written. */
export function withEarlierFields<Config>(config: Config): Config {
  if (typeof config !== 'object' || config === null) return config;
  const fields: readonly (readonly [string, Field])[] = Object.entries(trainingFields);
  const missing = fields.flatMap(([name, { before }]) =>
    before === undefined ? [] : [[name, before]],
  );
  return { ...Object.fromEntries(missing), ...config };
}

export const lookSchema = z
  .strictObject(fieldTypes<Look>(lookFields))
  .refine((look) => checkLook(look) === null, {
    error: ({ input }) => checkLook(input as Look) ?? '',
  });

export const sheetSchema = z.strictObject(fieldTypes<SheetConfig>(sheetFields));

/** Of a picture of digits, in digits. */
export const gridSide = z.int().min(1).max(mostGridSide);

/** A number, or null for "off". */
const numberOrOff = (field: NumberField) =>
  z.union([z.null(), fieldType<number>(field)], {
    error: ({ input }) =>
      `${field.flag} ${checkField(field, input)}, or off, not ${valueWords(input)}`,
  });

/** A trait of a hand; null is as the hand has it. */
const numberOrNull = (field: NumberField) => z.union([z.null(), fieldType<number>(field)]);

/** Comes out as it is written; null is any number. */
const numberOrAny = z
  .custom<string | null>((value) => value === null || checkNumberText(value) === null, {
    error: ({ input }) => `--number ${checkNumberText(input)}`,
  })
  .transform((text) => (text === null ? null : plainNumberText(text)));

/** Each field of a number's layout by itself. */
export const composingFieldTypes = {
  ...fieldTypes<Omit<ComposingConfig, 'number'>>(composingFields),
  number: numberOrAny,
  legibility: numberOrOff(composingFields.legibility),
  thousandsSpacing: numberOrOff(composingFields.thousandsSpacing),
  hand: z.union([z.null(), z.literal('each'), fieldType<number>(composingFields.hand)], {
    error: ({ input }) =>
      `--hand ${checkField(composingFields.hand, input)}, or each, not ${valueWords(input)}`,
  }),
  slant: numberOrNull(composingFields.slant),
  strokeWidth: numberOrNull(composingFields.strokeWidth),
};

export const composingConfigSchema = z
  .strictObject(composingFieldTypes)
  .refine((config) => config.minSpacing <= config.maxSpacing, {
    error: ({ input }) => {
      const { minSpacing, maxSpacing } = input as ComposingConfig;
      return `--min-spacing (${minSpacing}) must not be larger than --max-spacing (${maxSpacing})`;
    },
  });
