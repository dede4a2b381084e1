/** A uniform choice between two bounds, both included. */
export interface Range {
  readonly min: number;
  readonly max: number;
}

/** @param random uniform in [0, 1) */
export const drawnFrom = ({ min, max }: Range, random: () => number): number =>
  min + (max - min) * random();

/** What a field of a style belongs to. */
export type StyleGroup = 'writing' | 'ink' | 'paper' | 'light' | 'picture';

interface FieldParts {
  readonly group: StyleGroup;
  readonly label: string;
  /** Empty where it has none. */
  readonly unit: string;
  /** What it does, in words that could follow its name. */
  readonly help: string;
  /** What a value may be, both included. */
  readonly min: number;
  readonly max: number;
  readonly integer: boolean;
}

/** Each strip, or where that is said each character, draws a value of a range. */
export interface RangeField extends FieldParts {
  readonly kind: 'range';
  readonly usual: Range;
}

/** How many of all strips have something, 0 to 1; of the kinds of paper, their weight. */
export interface ShareField extends FieldParts {
  readonly kind: 'share';
  readonly usual: number;
}

export type StyleField = RangeField | ShareField;

type Bounds = readonly [min: number, max: number];

const range = (
  group: StyleGroup,
  label: string,
  { unit = '', bounds, usual }: { unit?: string; bounds: Bounds; usual: Bounds },
  help: string,
): RangeField => ({
  kind: 'range',
  group,
  label,
  unit,
  help,
  min: bounds[0],
  max: bounds[1],
  integer: false,
  usual: { min: usual[0], max: usual[1] },
});

const share = (group: StyleGroup, label: string, usual: number, help: string): ShareField => ({
  kind: 'share',
  group,
  label,
  unit: '',
  help,
  min: 0,
  max: 1,
  integer: false,
  usual,
});

/** Pixels of a digit that is 28 pixels high, of which its ink takes about 20. */
const unit = 'px of a digit';
const hue: Bounds = [0, 360];
const never: Bounds = [0, 0];

/**
 * All that strips of a data set can differ in, in one place: the type of a style, the check of one that is
 * read, the command line's `--set`, the window's fields and the clean style, which is what is usual here,
 * derive from it. What a strip draws depends on a field's name: none is ever to be given another.
 */
export const styleFields = {
  gap: range(
    'writing',
    'Gap',
    { unit, bounds: [-8, 40], usual: [0.5, 7] },
    'between the ink of two characters: about the same in a strip; negative where they touch',
  ),
  thousandsGap: range(
    'writing',
    'Thousands gap',
    { unit, bounds: [0, 40], usual: [0, 3] },
    'beside that, between the groups of a plain number: 12 345',
  ),
  slant: range(
    'writing',
    'Slant',
    { bounds: [-0.8, 0.8], usual: [-0.15, 0.15] },
    'pixels that the strip leans to the right for each of height, beside the slant of the hand',
  ),
  slope: range(
    'writing',
    'Slope',
    { bounds: [-0.15, 0.15], usual: never },
    'pixels that the line of writing, and all print, falls for each of width; at most 12 px of a digit',
  ),
  size: range(
    'writing',
    'Size',
    { unit: 'times', bounds: [0.5, 2], usual: [0.93, 1.07] },
    "times a character's size, drawn for each",
  ),
  width: range(
    'writing',
    'Width',
    { unit: 'times', bounds: [0.5, 2], usual: [0.9, 1.1] },
    "times a character's width, drawn for each",
  ),
  lean: range(
    'writing',
    'Uneven slant',
    { bounds: [-0.5, 0.5], usual: [-0.08, 0.08] },
    'beside the slant of the strip, drawn for each character',
  ),
  wander: range(
    'writing',
    'Wander',
    { unit, bounds: [-8, 8], usual: [-0.8, 0.8] },
    'how far below the line a character stands, drawn for each',
  ),
  strokeWidth: range(
    'writing',
    'Stroke width',
    { unit: 'times', bounds: [0.6, 1.8], usual: [1, 1] },
    "times the width of the hand's strokes",
  ),
  margin: range(
    'writing',
    'Margin',
    { unit, bounds: [0, 40], usual: [1.5, 6] },
    'paper around the ink, drawn for each side',
  ),
  ink: range(
    'ink',
    'Ink',
    { unit: 'grey level', bounds: [0, 255], usual: [0, 90] },
    'of the ink, 0 (black) to 255 (white)',
  ),
  inkHue: range(
    'ink',
    'Ink hue',
    { unit: '°', bounds: hue, usual: [212, 240] },
    'of the ink in colour pictures: 0 is red, 120 green, 240 blue',
  ),
  inkSaturation: range(
    'ink',
    'Ink saturation',
    { bounds: [0, 1], usual: [0, 0.6] },
    'of the ink in colour pictures: 0 is grey, 1 as much colour as its level allows',
  ),
  pressure: range(
    'ink',
    'Uneven ink',
    { bounds: [0, 1], usual: never },
    'part of the ink that is missing where the pen presses least',
  ),
  paper: range(
    'paper',
    'Paper',
    { unit: 'grey level', bounds: [0, 255], usual: [215, 255] },
    'of the paper, 0 (black) to 255 (white)',
  ),
  paperHue: range(
    'paper',
    'Paper hue',
    { unit: '°', bounds: hue, usual: [30, 60] },
    'of the paper in colour pictures',
  ),
  paperSaturation: range(
    'paper',
    'Paper saturation',
    { bounds: [0, 1], usual: [0, 0.14] },
    'of the paper in colour pictures',
  ),
  texture: range(
    'paper',
    'Texture',
    { unit: 'grey levels', bounds: [0, 30], usual: never },
    'how uneven the paper is: the standard deviation of its levels',
  ),
  specks: range(
    'paper',
    'Specks',
    { unit: 'in 100 px of a digit', bounds: [0, 20], usual: never },
    'spots of dust, in a length of 100 pixels of a digit',
  ),
  plain: share('paper', 'Plain', 1, 'weight of paper on which nothing is printed'),
  ruled: share('paper', 'Ruled', 0, 'weight of paper with a line to write on'),
  squared: share('paper', 'Squared', 0, 'weight of paper with squares'),
  boxes: share('paper', 'Boxes', 0, 'weight of forms with a box for each character'),
  comb: share('paper', 'Comb', 0, 'weight of forms with ticks between the characters'),
  guilloche: share('paper', 'Guilloche', 0, 'weight of the fine waves of cheques'),
  print: range(
    'paper',
    'Print',
    { unit: 'grey levels', bounds: [0, 200], usual: [20, 80] },
    'how much darker than the paper that is which is printed on it',
  ),
  printHue: range(
    'paper',
    'Print hue',
    { unit: '°', bounds: hue, usual: [190, 250] },
    'of what is printed in colour pictures',
  ),
  printSaturation: range(
    'paper',
    'Print saturation',
    { bounds: [0, 1], usual: [0.1, 0.5] },
    'of what is printed in colour pictures',
  ),
  strayLines: share(
    'paper',
    'Stray lines',
    0,
    "strips with lines that do not belong to the number: a table's rule, an underline, a stroke from above",
  ),
  fold: share('paper', 'Fold', 0, 'strips whose paper was folded'),
  light: range(
    'light',
    'Uneven light',
    { bounds: [0, 0.6], usual: never },
    'part of the light that is missing where there is least',
  ),
  corners: range(
    'light',
    'Dark corners',
    { bounds: [0, 0.8], usual: never },
    "part of the light that a lens loses at the picture's far end",
  ),
  shadow: share('light', 'Shadow', 0, 'strips on which a shadow with a soft edge lies'),
  shadowDepth: range(
    'light',
    'Depth of shadow',
    { bounds: [0, 0.8], usual: [0.1, 0.4] },
    'part of the light that a shadow takes',
  ),
  blur: range(
    'picture',
    'Blur',
    { unit, bounds: [0, 4], usual: never },
    'how far a point is spread; twice the standard deviation and a half',
  ),
  noise: range(
    'picture',
    'Noise',
    { unit: 'grey levels', bounds: [0, 40], usual: never },
    "standard deviation of the sensor's noise",
  ),
  jpeg: share('picture', 'JPEG', 0, 'strips that were a JPEG once'),
  jpegQuality: {
    ...range(
      'picture',
      'JPEG quality',
      { bounds: [5, 100], usual: [40, 90] },
      'of those, as libjpeg counts it',
    ),
    integer: true,
  },
} as const satisfies Record<string, StyleField>;

export type StyleFieldName = keyof typeof styleFields;

type NamesOf<Kind extends StyleField['kind']> = {
  [Name in StyleFieldName]: (typeof styleFields)[Name]['kind'] extends Kind ? Name : never;
}[StyleFieldName];

export type RangeName = NamesOf<'range'>;
export type ShareName = NamesOf<'share'>;

/** How the strips of a data set differ from each other: each strip draws its own values. */
export type Style = { readonly [Name in RangeName]: Range } & {
  readonly [Name in ShareName]: number;
};

export const styleFieldNames = Object.keys(styleFields) as StyleFieldName[];

/** What can be printed on paper; the weights of a style say how often. */
export const paperKinds = [
  'plain',
  'ruled',
  'squared',
  'boxes',
  'comb',
  'guilloche',
] as const satisfies readonly StyleFieldName[];
export type PaperKind = (typeof paperKinds)[number];
