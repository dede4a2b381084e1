import { isBankName, isWholeSplit } from '../../src-shared/config/data-set-request.js';
import { formatNames, planBounds } from '../../src-shared/config/data-sets.js';
import type { PageSettings } from '../../src-shared/config/settings.js';
import {
  checkStyle,
  checkStyleField,
  chosenStyle,
  stripHeightField,
  styleNames,
} from '../../src-shared/config/style.js';
import { type Range, type Style, styleFieldNames } from '../../src-shared/config/style-fields.js';

import { grammarBounds } from '../../src-shared/grammar/grammar.js';
import { longestSample } from '../../src-shared/strips/sample.js';
import { fieldsOf } from './fields-of.js';

type DataSet = NonNullable<PageSettings['dataSet']>;

const kinds = ['ready', 'own', 'digits', 'list'] as const;

/** What data sets are made of, all of it or nothing: only what was changed of a style may be other fields by now. */
export function goodDataSet(stored: unknown): DataSet | undefined {
  const { written, style, height, colour, out } = fieldsOf(stored);
  const [numbers, wish, result] = [goodWritten(written), goodStyle(style), goodOut(out)];
  if (!isWhole(height, stripHeightField) || typeof colour !== 'boolean') return undefined;
  return (
    numbers && wish && result && { written: numbers, style: wish, height, colour, out: result }
  );
}

function goodWritten(stored: unknown): DataSet['written'] | undefined {
  const { kind, ready, line, shortest, longest } = fieldsOf(stored);
  const goodKind = kinds.find((name) => name === kind);
  const isGood =
    isText(ready, 40) &&
    isText(line, grammarBounds.line) &&
    isWhole(shortest, { min: 1, max: longestSample }) &&
    isWhole(longest, { min: 1, max: longestSample });
  return goodKind && isGood ? { kind: goodKind, ready, line, shortest, longest } : undefined;
}

function goodStyle(stored: unknown): DataSet['style'] | undefined {
  const { name, changed } = fieldsOf(stored);
  const goodName = styleNames.find((known) => known === name);
  if (goodName === undefined) return undefined;
  const own = goodChanges(changed);
  const fits = chosenStyle(goodName, own).ways.every((way) => checkStyle(way) === null);
  return { name: goodName, changed: fits ? own : {} };
}

/** The fields that there are, with values within their bounds. */
function goodChanges(stored: unknown): Partial<Style> {
  const values = fieldsOf(stored);
  const good = styleFieldNames.flatMap((name) => {
    const value = fieldValue(values[name]);
    return value !== undefined && checkStyleField(name, value) === null ? [[name, value]] : [];
  });
  return Object.fromEntries(good);
}

function fieldValue(stored: unknown): Range | number | undefined {
  if (typeof stored === 'number') return stored;
  const { min, max } = fieldsOf(stored);
  return typeof min === 'number' && typeof max === 'number' ? { min, max } : undefined;
}

function goodOut(stored: unknown): DataSet['out'] | undefined {
  const { count, split, shareStrings, shareHands, bank, shardSize, formats } = fieldsOf(stored);
  const { train, val, test } = fieldsOf(split);
  const parts = { train: Number(train), val: Number(val), test: Number(test) };
  const isGood =
    isWhole(count, { min: 1, max: planBounds.count }) &&
    isWholeSplit(parts) &&
    typeof shareStrings === 'boolean' &&
    typeof shareHands === 'boolean' &&
    isText(bank, 100) &&
    isBankName(bank) &&
    isWhole(shardSize, { min: 1, max: planBounds.shardSize }) &&
    Array.isArray(formats);
  if (!isGood) return undefined;
  const chosen = formatNames.filter((name) => formats.includes(name));
  return { count, split: parts, shareStrings, shareHands, bank, shardSize, formats: chosen };
}

const isText = (value: unknown, most: number): value is string =>
  typeof value === 'string' && value.length <= most;

const isWhole = (value: unknown, { min, max }: { min: number; max: number }): value is number =>
  typeof value === 'number' && Number.isInteger(value) && value >= min && value <= max;
