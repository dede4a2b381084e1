import { type ComposingConfig, composingFields } from '../../src-shared/config/composing.js';
import { checkField, type Field } from '../../src-shared/config/fields.js';
import { mostGridSide } from '../../src-shared/config/grid.js';
import { checkLook, type Look, lookFields, lookNames } from '../../src-shared/config/look.js';
import { checkNumberText, plainNumberText } from '../../src-shared/config/number-text.js';
import { pictureFormats } from '../../src-shared/config/picture-formats.js';
import { presetNames } from '../../src-shared/config/presets.js';
import type { PageSettings } from '../../src-shared/config/settings.js';
import {
  type SheetConfig,
  sheetDefaults,
  sheetFields,
  sheetFormats,
} from '../../src-shared/config/sheet.js';
import {
  recipeNames,
  type TrainingConfig,
  trainingFields,
} from '../../src-shared/config/training.js';
import { type Trait, traits } from '../../src-shared/digits/measure-traits.js';
import { screenNames } from '../screens.js';
import { fieldsOf } from './fields-of.js';
import { goodDataSet } from './parse-data-set-settings.js';

/**
 * Keeps what is good of stored settings: an older or newer version, or a person, may have written
 * them. The schema itself stays out of the page, with its library.
 */
export function parseSettings(stored: unknown): PageSettings {
  const { theme, screen, training, model, composing, look, sheet, grid, dataSet } =
    fieldsOf(stored);
  const { preset, recipe, config } = fieldsOf(training);
  const goodPreset = oneOf(presetNames, preset);
  const goodRecipe = oneOf(recipeNames, recipe);
  return {
    ...present('theme', oneOf(['system', 'light', 'dark'] as const, theme)),
    ...present('screen', oneOf(screenNames, screen)),
    ...(goodPreset !== undefined && goodRecipe !== undefined
      ? {
          training: {
            preset: goodPreset,
            recipe: goodRecipe,
            config: goodFields<TrainingConfig>(config, trainingFields),
          },
        }
      : {}),
    ...(typeof model === 'string' && model.length <= 200 ? { model } : {}),
    composing: goodComposing(composing),
    ...present('look', goodLookSettings(look)),
    ...present('sheet', goodSheet(sheet)),
    ...present('grid', goodGrid(grid)),
    ...present('dataSet', goodDataSet(dataSet)),
  };
}

function goodLookSettings(stored: unknown): PageSettings['look'] {
  const { name, own, format } = fieldsOf(stored);
  const goodName = oneOf([...lookNames, 'own'] as const, name);
  if (goodName === undefined) return undefined;
  return {
    name: goodName,
    ...present('own', goodLook(own)),
    ...present('format', oneOf(pictureFormats, format)),
  };
}

/** A whole look, or nothing. */
export function goodLook(stored: unknown): Look | undefined {
  const look = goodFields<Look>(stored, lookFields);
  return isWhole(look) && checkLook(look) === null ? look : undefined;
}

const isWhole = (look: Partial<Look>): look is Look =>
  Object.keys(lookFields).every((name) => name in look);

/** What is missing or wrong is as at first. */
function goodSheet(stored: unknown): PageSettings['sheet'] {
  if (stored === undefined) return undefined;
  const format = oneOf(sheetFormats, fieldsOf(stored).format) ?? 'pdf';
  return { ...sheetDefaults, ...goodFields<SheetConfig>(stored, sheetFields), format };
}

function goodGrid(stored: unknown): PageSettings['grid'] {
  const { rows, columns, classes, legibility, order, hands, slant, strokeWidth } = fieldsOf(stored);
  if (!isSide(rows) || !isSide(columns)) return undefined;
  return {
    rows,
    columns,
    ...(areClasses(classes) ? { classes } : {}),
    ...(isLegibility(legibility) ? { legibility } : {}),
    ...present('order', oneOf(['series', 'confidence'] as const, order)),
    ...(isSide(hands) ? { hands } : {}),
    ...goodTraits({ slant, strokeWidth }),
  };
}

/** Some of the ten, in their order. */
const areClasses = (value: unknown): value is number[] =>
  Array.isArray(value) &&
  value.length > 0 &&
  value.every(
    (digit, place) =>
      Number.isInteger(digit) && digit >= 0 && digit <= 9 && !(digit <= value[place - 1]),
  );

const isLegibility = (value: unknown): value is number | null =>
  value === null || checkField(composingFields.legibility, value) === null;

/** Null is as a hand has it. */
function goodTraits(stored: Record<Trait, unknown>): { [Name in Trait]?: number | null } {
  const good = traits.filter(
    (name) => stored[name] === null || checkField(composingFields[name], stored[name]) === null,
  );
  return Object.fromEntries(good.map((name) => [name, stored[name]]));
}

export function goodComposing(stored: unknown): Partial<ComposingConfig> {
  const { number, legibility, thousandsSpacing, hand, slant, strokeWidth } = fieldsOf(stored);
  const good: Partial<ComposingConfig> = goodFields<Omit<ComposingConfig, 'number'>>(
    stored,
    composingFields,
  );
  if (isLegibility(legibility)) good.legibility = legibility;
  if (thousandsSpacing === null) good.thousandsSpacing = null;
  if (hand === null || hand === 'each') good.hand = hand;
  Object.assign(good, goodTraits({ slant, strokeWidth }));
  if (number === null) good.number = null;
  if (typeof number === 'string' && checkNumberText(number) === null) {
    good.number = plainNumberText(number);
  }
  return good;
}

const oneOf = <Name extends string>(names: readonly Name[], value: unknown): Name | undefined =>
  names.find((name) => name === value);

const present = <Key extends string, Value>(name: Key, value: Value | undefined) =>
  value === undefined ? {} : { [name]: value };

const isSide = (value: unknown): value is number =>
  typeof value === 'number' && Number.isInteger(value) && value >= 1 && value <= mostGridSide;

/** The fields whose values are within their bounds. */
function goodFields<Config extends object>(
  stored: unknown,
  fields: Readonly<Record<keyof Config, Field>>,
): Partial<Config> {
  const good: Partial<Config> = {};
  const values = fieldsOf(stored);
  for (const name in fields) {
    const value = values[name];
    // The check is what makes the value the field's.
    if (checkField(fields[name], value) === null) good[name] = value as Config[typeof name];
  }
  return good;
}
