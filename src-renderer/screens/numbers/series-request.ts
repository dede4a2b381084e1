import { isLight } from '../../../src-shared/config/colours.js';
import type { ComposingConfig } from '../../../src-shared/config/composing.js';
import { coloursOf, type Look } from '../../../src-shared/config/look.js';
import type { PictureFormat } from '../../../src-shared/config/picture-formats.js';
import type { SheetConfig, SheetFormat } from '../../../src-shared/config/sheet.js';
import type { ComposedNumber } from '../../../src-shared/contract/drawings.js';
import type { RunFile } from '../../../src-shared/contract/run-views.js';
import { numberTable, numberTableName } from '../../../src-shared/text/number-table.js';
import type { NumberRequest } from './number-draft.svelte.js';
import { seriesFileNames } from './series-configs.js';

/** Several numbers as they are asked for. */
export interface SeriesRequest {
  readonly model: string;
  readonly configs: readonly ComposingConfig[];
  /** Digits drawn again in the first of them, where that is the number above. */
  readonly replaced: NumberRequest['replaced'];
  /** Columns of a page where a person leaves them open; null is as many as have room. */
  readonly columns: number | null;
}

/** What 'number.compose' is asked for each of them. */
export interface PictureRequest extends NumberRequest {
  readonly look: Look;
  readonly format: PictureFormat;
}

export interface SeriesNumber {
  readonly config: ComposingConfig;
  readonly number: ComposedNumber;
}

/** What 'numbers.sheet' is asked for a page, or for all of them. */
export interface PageRequest {
  readonly model: string;
  readonly numbers: readonly Omit<NumberRequest, 'model'>[];
  readonly look: Look;
  readonly sheet: SheetConfig;
  readonly format: SheetFormat;
  /** From 0. */
  readonly page: number;
}

/** Numbers that are shown one by one. */
export const mostShown = 50;

/** Of pages that are looked at. */
const previewDpi = 96;

const numbersOf = ({ configs, replaced }: SeriesRequest): Omit<NumberRequest, 'model'>[] =>
  configs.map((config, at) => ({ config, replaced: at === 0 ? replaced : [] }));

/** The first of them, as they are shown: at the size of all pictures of the list. */
export const previewsOf = (series: SeriesRequest, look: Look): PictureRequest[] =>
  numbersOf(series)
    .slice(0, mostShown)
    .map((number) => ({
      model: series.model,
      ...number,
      look: { ...look, scale: look.smooth ? 3 : 1, height: null, margin: 0, dpi: null },
      format: 'png',
    }));

/** All of them, as they are saved. */
export const picturesOf = (
  series: SeriesRequest,
  { look, format }: { look: Look; format: PictureFormat },
): PictureRequest[] =>
  numbersOf(series).map((number) => ({ model: series.model, ...number, look, format }));

/** The first page, as it is shown. */
export const pagePreviewOf = (
  series: SeriesRequest,
  { look, sheet }: { look: Look; sheet: SheetConfig },
): PageRequest => ({
  model: series.model,
  numbers: numbersOf(series),
  look: { ...look, dpi: previewDpi },
  sheet: { ...sheet, columns: sheet.columns ?? series.columns },
  format: 'png',
  page: 0,
});

/** All pages, as they are saved: a PDF has them all. */
export const pagesOf = (
  series: SeriesRequest,
  chosen: { look: Look; sheet: SheetConfig; format: SheetFormat },
  pages: number,
): PageRequest[] =>
  Array.from({ length: chosen.format === 'pdf' ? 1 : pages }, (_, page) => ({
    ...pagePreviewOf(series, chosen),
    look: chosen.look,
    format: chosen.format,
    page,
  }));

/** The files of pictures, with a table of what they show. */
export function pictureFiles(pictures: readonly SeriesNumber[], format: PictureFormat): RunFile[] {
  const names = seriesFileNames(
    pictures.map(({ config }) => config),
    format,
  );
  const rows = pictures.map(({ config, number }, at) => ({
    ...number,
    file: names[at] ?? '',
    seed: config.seed,
  }));
  return [
    ...pictures.map(({ number }, at) => ({ name: names[at] ?? '', bytes: number.file })),
    { name: numberTableName, bytes: new TextEncoder().encode(numberTable(rows)) },
  ];
}

/** "numbers.pdf", of several "numbers_page_01.png" and so on: in their order in any list. */
export function pageFiles(pages: readonly Uint8Array[], format: SheetFormat): RunFile[] {
  const width = String(pages.length).length;
  return pages.map((bytes, at) => ({
    name:
      pages.length === 1
        ? `numbers.${format}`
        : `numbers_page_${String(at + 1).padStart(width, '0')}.${format}`,
    bytes,
  }));
}

/** Of the ground that transparent paper lies on: what the ink can be seen on. */
export const groundOf = (look: Look): 'white' | 'black' =>
  isLight(coloursOf(look).ink) ? 'black' : 'white';
