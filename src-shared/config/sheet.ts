import type { ChoiceField, FlagField, NumberField } from './fields.js';
import type { PictureFormat } from './picture-formats.js';

/** Sizes of paper, upright. */
export const papers = {
  a4: { width: 210, height: 297 },
  letter: { width: 215.9, height: 279.4 },
} as const satisfies Record<string, { width: number; height: number }>;

type PaperName = keyof typeof papers;
const paperNames = Object.keys(papers) as PaperName[];

/** How numbers of different lengths stand below one another. */
const alignments = ['left', 'centre', 'right'] as const;
export type Alignment = (typeof alignments)[number];

/** How numbers lie on pages of paper. Lengths are millimetres. */
export interface SheetConfig {
  readonly page: PaperName;
  readonly landscape: boolean;
  /** Null is as many as have room. */
  readonly columns: number | null;
  readonly rows: number | null;
  /** Of a number's row of digits; less where a number would not have room. */
  readonly lineHeight: number;
  readonly align: Alignment;
  /** Whether each number stands in print beneath. */
  readonly labels: boolean;
}

export const sheetFields = {
  page: {
    kind: 'choice',
    flag: '--sheet',
    label: 'Page',
    help: 'all numbers on pages of this size',
    choices: paperNames,
  },
  landscape: {
    kind: 'flag',
    flag: '--landscape',
    label: 'Landscape',
    help: 'pages lie on their side',
  },
  columns: {
    kind: 'number',
    flag: '--columns',
    label: 'Columns',
    unit: '',
    help: 'numbers side by side on a page',
    min: 1,
    max: 50,
    integer: true,
    none: 'auto',
  },
  rows: {
    kind: 'number',
    flag: '--rows',
    label: 'Rows',
    unit: '',
    help: 'numbers one below the other on a page',
    min: 1,
    max: 100,
    integer: true,
    none: 'auto',
  },
  lineHeight: {
    kind: 'number',
    flag: '--line-height',
    label: 'Line height',
    unit: 'mm',
    help: 'height of the digits on a page; less where the columns or rows need it',
    min: 2,
    max: 200,
    integer: false,
  },
  align: {
    kind: 'choice',
    flag: '--align',
    label: 'Alignment',
    help: 'how numbers of different lengths stand below one another on a page',
    choices: alignments,
  },
  labels: {
    kind: 'flag',
    flag: '--labels',
    label: 'Labels',
    help: 'each number in print beneath',
  },
} as const satisfies Record<keyof SheetConfig, NumberField | ChoiceField | FlagField>;

export const sheetDefaults: SheetConfig = {
  page: 'a4',
  landscape: false,
  columns: null,
  rows: null,
  lineHeight: 14,
  align: 'right',
  labels: false,
};

/** What pages can be saved as: a PDF of all of them, else a file each. */
export const sheetFormats = ['pdf', 'png', 'svg'] as const satisfies readonly PictureFormat[];
export type SheetFormat = (typeof sheetFormats)[number];

/** Numbers that a sheet takes. */
export const mostOnSheet = 1_000;
/** Characters of all its numbers, with the digits drawn again. */
export const mostCharactersOnSheet = 20_000;
