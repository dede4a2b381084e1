import { z } from 'zod';
import {
  checkStyle,
  checkStyleField,
  chosenStyle,
  type StyleChoice,
  type StyleName,
  styleNames,
} from './style.js';
import { type Range, type Style, type StyleFieldName, styleFieldNames } from './style-fields.js';

/** A range or a number, as the field has it. */
const fieldSchema = (name: StyleFieldName) =>
  z
    .union([z.number(), z.strictObject({ min: z.number(), max: z.number() })])
    .refine((value) => checkStyleField(name, value) === null, {
      error: ({ input }) => checkStyleField(name, input as Range | number) ?? '',
    });

// Which fields are ranges, the check of each has looked at.
const shape = Object.fromEntries(
  styleFieldNames.map((name): [string, unknown] => [name, fieldSchema(name)]),
) as {
  [Name in StyleFieldName]: z.ZodType<Style[Name]>;
};

export const styleChoiceSchema: z.ZodType<StyleChoice> = z.strictObject({
  name: z.enum(styleNames),
  ways: z
    .array(
      z.strictObject(shape).refine((style) => checkStyle(style) === null, {
        error: ({ input }) => checkStyle(input as Style) ?? '',
      }),
    )
    .min(1),
});

/** Fields in the place of a style's own; what is undefined is not there. */
const changesSchema = z
  .strictObject(shape)
  .partial()
  .transform(
    (changes): Partial<Style> =>
      Object.fromEntries(Object.entries(changes).filter(([, value]) => value !== undefined)),
  );

interface StyleWish {
  readonly name: StyleName;
  readonly changed?: Partial<Style> | undefined;
}

/** A style with a name, and fields in the place of its own. */
export const styleWishSchema: z.ZodType<StyleWish> = z
  .strictObject({ name: z.enum(styleNames), changed: changesSchema.optional() })
  .refine((wish) => wishProblem(wish) === null, {
    error: ({ input }) => wishProblem(input as StyleWish) ?? '',
  });

const wishProblem = ({ name, changed }: StyleWish): string | null =>
  chosenStyle(name, changed)
    .ways.map(checkStyle)
    .find((problem) => problem !== null) ?? null;
