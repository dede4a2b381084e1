import type { NumberField } from './fields.js';
import {
  paperKinds,
  type Range,
  type Style,
  type StyleFieldName,
  styleFieldNames,
  styleFields,
} from './style-fields.js';

/** What is usual in every field. */
const usual = Object.fromEntries(
  styleFieldNames.map((name) => [name, styleFields[name].usual]),
) as Style;

/** Ink on real paper, as a good scanner at a low resolution sees it. */
const paper: Style = {
  ...usual,
  gap: { min: -1, max: 7 },
  slant: { min: -0.2, max: 0.2 },
  slope: { min: -0.03, max: 0.03 },
  size: { min: 0.9, max: 1.1 },
  width: { min: 0.85, max: 1.15 },
  lean: { min: -0.12, max: 0.12 },
  wander: { min: -1.2, max: 1.2 },
  strokeWidth: { min: 0.85, max: 1.25 },
  margin: { min: 1, max: 7 },
  ink: { min: 10, max: 110 },
  pressure: { min: 0, max: 0.4 },
  paper: { min: 205, max: 250 },
  texture: { min: 1, max: 5 },
  specks: { min: 0, max: 0.6 },
  plain: 0.4,
  ruled: 0.2,
  squared: 0.15,
  boxes: 0.1,
  comb: 0.05,
  guilloche: 0.1,
  print: { min: 20, max: 90 },
  strayLines: 0.06,
  fold: 0.04,
  light: { min: 0, max: 0.06 },
  blur: { min: 0, max: 0.8 },
  noise: { min: 0, max: 1.5 },
};

/** Styles with a name. */
export const styles = {
  /** Dark ink on light paper, and nothing else. */
  clean: usual,
  paper,
  /** An office's scanner: noise, compression, dust. */
  scan: {
    ...paper,
    ink: { min: 15, max: 115 },
    pressure: { min: 0, max: 0.5 },
    paper: { min: 195, max: 255 },
    specks: { min: 0, max: 3 },
    strayLines: 0.12,
    fold: 0.1,
    light: { min: 0, max: 0.15 },
    shadow: 0.1,
    blur: { min: 0.4, max: 1.5 },
    noise: { min: 2, max: 8 },
    jpeg: 0.6,
    jpegQuality: { min: 25, max: 90 },
  },
  /** A telephone's camera: uneven light, shadows, a lens. */
  photo: {
    ...paper,
    slant: { min: -0.25, max: 0.25 },
    slope: { min: -0.08, max: 0.08 },
    strokeWidth: { min: 0.9, max: 1.2 },
    ink: { min: 10, max: 80 },
    pressure: { min: 0, max: 0.3 },
    paper: { min: 165, max: 235 },
    texture: { min: 1, max: 4 },
    strayLines: 0.1,
    fold: 0.12,
    light: { min: 0.05, max: 0.4 },
    corners: { min: 0, max: 0.4 },
    shadow: 0.45,
    shadowDepth: { min: 0.12, max: 0.45 },
    blur: { min: 0.5, max: 1.8 },
    noise: { min: 1.5, max: 7 },
    jpeg: 0.85,
    jpegQuality: { min: 30, max: 90 },
  },
} as const satisfies Record<string, Style>;

/** Each strip of a mixed one is of one of the others. */
export type StyleName = keyof typeof styles | 'mixed';
export const styleNames: readonly StyleName[] = [
  ...(Object.keys(styles) as (keyof typeof styles)[]),
  'mixed',
];

/** What all strips of a data set look like. */
export interface StyleChoice {
  /** That it was chosen by. */
  readonly name: StyleName;
  /** At least one: each strip is of one of them. */
  readonly ways: readonly Style[];
}

/** A style with a name, with fields of one's own in the place of those of each of its ways. */
export function chosenStyle(name: StyleName, changed: Partial<Style> = {}): StyleChoice {
  const ways = name === 'mixed' ? Object.values(styles) : [styles[name]];
  return { name, ways: ways.map((way) => ({ ...way, ...changed })) };
}

/** Of a strip's picture. */
export const stripHeightField: NumberField = {
  kind: 'number',
  flag: '--height',
  label: 'Height',
  unit: 'px',
  help: 'height of the pictures, their margins included',
  min: 16,
  max: 128,
  integer: true,
};

export const usualStripHeight = 32;

/** What is wrong with a field's value, in words that follow its name, or null. */
export function checkStyleField(name: StyleFieldName, value: Range | number): string | null {
  const { kind, min, max, integer } = styleFields[name];
  const isGood = (each: number) =>
    Number.isFinite(each) && each >= min && each <= max && (!integer || Number.isInteger(each));
  if (typeof value === 'number') {
    if (kind === 'range') return `must have a smallest and a largest value, not ${value} alone`;
    return isGood(value) ? null : `must be a number from ${min} to ${max}, not ${value}`;
  }
  if (kind === 'share') return `must be one number from ${min} to ${max}`;
  if (value.max < value.min) {
    return `must go from the smaller to the larger, not from ${value.min} to ${value.max}`;
  }
  if (isGood(value.min) && isGood(value.max)) return null;
  const what = integer ? 'be whole numbers' : 'lie';
  return `must ${what} between ${min} and ${max}, not ${value.min} to ${value.max}`;
}

/** What is wrong with a style whose fields are good by themselves, as a clause, or null. */
export const checkStyle = (style: Style): string | null =>
  paperKinds.some((kind) => style[kind] > 0)
    ? null
    : `one of ${paperKinds.join(', ')} must be more than 0, or there is no paper to write on`;
