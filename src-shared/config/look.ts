import { inverted } from './colours.js';
import type { ColourField, FlagField, NumberField } from './fields.js';
import type { PictureFormat } from './picture-formats.js';

/** What a written number looks like. Lengths are pixels of a digit that is 28 pixels high. */
export interface Look {
  /** `#rrggbb`. */
  readonly ink: string;
  /** `#rrggbb`; null is transparent. */
  readonly paper: string | null;
  /** Ink and paper each in the opposite colour. */
  readonly invert: boolean;
  /** Whether strokes are drawn, smooth at any size; else the pixels that the network drew, as squares. */
  readonly smooth: boolean;
  /** Pixels of the picture for each pixel of a digit. */
  readonly scale: number;
  /** Of the picture with its margins, in its own pixels: it says the scale. Null leaves that as it is. */
  readonly height: number | null;
  /** On each side. */
  readonly margin: number;
  /** Pixels of the picture an inch, as it says of itself. Null says nothing. */
  readonly dpi: number | null;
  /** Times the width of the strokes, about. */
  readonly lineWidth: number;
  /** Pixels that the digits lean to the right for each pixel of height, beside the slant of the hand. */
  readonly shear: number;
}

type LookField = NumberField | ColourField | FlagField;

export const lookFields = {
  ink: { kind: 'colour', flag: '--ink', label: 'Ink', help: 'colour of the digits' },
  paper: {
    kind: 'colour',
    flag: '--paper',
    label: 'Paper',
    help: 'colour of the ground, or transparent',
    none: 'transparent',
  },
  invert: {
    kind: 'flag',
    flag: '--invert',
    label: 'Invert',
    help: 'ink and paper each in the opposite colour',
  },
  smooth: {
    kind: 'flag',
    flag: '--smooth',
    label: 'Smooth strokes',
    help: 'draw the strokes smooth at any size, not the pixels that the network drew',
  },
  scale: {
    kind: 'number',
    flag: '--scale',
    label: 'Scale',
    unit: '',
    help: 'pixels of the picture for each pixel of a digit, which is 28 pixels high',
    min: 0.5,
    max: 64,
    integer: false,
  },
  height: {
    kind: 'number',
    flag: '--height',
    label: 'Height',
    unit: 'px',
    help: 'height of the picture with its margins, instead of the scale',
    min: 14,
    max: 4_096,
    integer: true,
    none: 'auto',
  },
  margin: {
    kind: 'number',
    flag: '--margin',
    label: 'Margin',
    unit: 'px of a digit',
    help: 'ground around the number',
    min: 0,
    max: 100,
    integer: false,
  },
  dpi: {
    kind: 'number',
    flag: '--dpi',
    label: 'Resolution',
    unit: 'dpi',
    help: 'pixels an inch, written into the file: how large it is printed',
    min: 1,
    max: 4_800,
    integer: true,
    none: 'off',
  },
  lineWidth: {
    kind: 'number',
    flag: '--line-width',
    label: 'Line width',
    unit: 'times',
    help: 'how broad the drawn strokes become; 1 is as they are',
    min: 0.4,
    max: 2,
    integer: false,
  },
  shear: {
    kind: 'number',
    flag: '--shear',
    label: 'Shear',
    unit: '',
    help: "how far the drawn digits lean to the right for their height, beside the hand's own slant",
    min: -0.8,
    max: 0.8,
    integer: false,
  },
} as const satisfies Record<keyof Look, LookField>;

const plain = { invert: false, height: null, lineWidth: 1, shear: 0 } as const;

/** Looks with a name. */
export const looks = {
  /** The pixels as the network drew them. */
  network: {
    ...plain,
    ink: '#ffffff',
    paper: '#000000',
    smooth: false,
    scale: 1,
    margin: 0,
    dpi: null,
  },
  ink: {
    ...plain,
    ink: '#1a1a1a',
    paper: null,
    smooth: true,
    scale: 4,
    margin: 0,
    dpi: 300,
  },
  paper: {
    ...plain,
    ink: '#22315c',
    paper: '#fbf9f3',
    smooth: true,
    scale: 4,
    margin: 6,
    dpi: 300,
  },
  blueprint: {
    ...plain,
    ink: '#f2f7ff',
    paper: '#1f4e8c',
    smooth: true,
    scale: 4,
    margin: 6,
    dpi: 300,
  },
} as const satisfies Record<string, Look>;

export type LookName = keyof typeof looks;
export const lookNames = Object.keys(looks) as LookName[];

/** The name of the look that is the same in every field, or null. */
export const nameOfLook = (look: Look): LookName | null =>
  lookNames.find((name) => fieldNames.every((field) => looks[name][field] === look[field])) ?? null;

const fieldNames = Object.keys(lookFields) as (keyof Look)[];

/** The two colours as they are drawn, `#rrggbb`; paper that is null is transparent. */
export function coloursOf({ ink, paper, invert }: Pick<Look, 'ink' | 'paper' | 'invert'>): {
  ink: string;
  paper: string | null;
} {
  if (!invert) return { ink, paper };
  return { ink: inverted(ink), paper: paper === null ? null : inverted(paper) };
}

/** Pixels of the picture for each pixel of a digit. */
export const scaleOf = (
  { scale, height, margin }: Pick<Look, 'scale' | 'height' | 'margin'>,
  digitHeight: number,
): number => (height === null ? scale : height / (digitHeight + 2 * margin));

/**
 * What is wrong with fields that are good by themselves, in words that begin with a flag, or null: what
 * the network drew has no strokes that could be broader or slanted.
 */
export function checkLook({ smooth, lineWidth, shear }: Look): string | null {
  if (smooth) return null;
  const changed = [
    ...(lineWidth === 1 ? [] : [lookFields.lineWidth.flag]),
    ...(shear === 0 ? [] : [lookFields.shear.flag]),
  ];
  const [flag] = changed;
  return flag === undefined
    ? null
    : `${flag} changes drawn strokes, not the pixels of the network: add --smooth, or choose another --look`;
}

/**
 * What is wrong with a look for a format, as a sentence, or null: shapes are asked for of pixels.
 */
export function checkLookFormat({ smooth }: Look, format: PictureFormat): string | null {
  if (smooth || (format !== 'svg' && format !== 'pdf')) return null;
  return `A picture in ${format.toUpperCase()} is made of drawn strokes, not of the network's pixels: choose a look with smooth strokes, or PNG.`;
}
