import type { DigitGrid } from '../../../src-shared/contract/drawings.js';
import { digitSize, greyImage } from '../../../src-shared/digits/grey-image.js';
import { tileGrid } from '../../../src-shared/digits/tile-grid.js';
import { isLegible } from '../../../src-shared/quality/legibility.js';
import { encodeGreyPng } from '../images/png.js';
import type { DrawnDigit } from './recent-digits.js';
import { type Series, searchSeries, usualPatience } from './search-series.js';

/** Digits looked at for each tile, at most, beside those that may come in vain. */
const mostForOne = 100;

export interface GridRequest {
  readonly rows: number;
  readonly columns: number;
  readonly classes?: readonly number[] | undefined;
  readonly legibility?: number | null | undefined;
  readonly rejected?: boolean | undefined;
  readonly order?: 'series' | 'confidence' | undefined;
}

/** The digits of a grid, and what was passed over for them. */
export interface FoundDigits {
  /** Row by row from the top left; fewer than there are tiles when no more were found. */
  readonly found: readonly DrawnDigit[];
  readonly lookedAt: number;
  readonly rejected: number;
}

/** The first digits of a series that fit, as 'digits.grid' says; of all there are, at least. */
export async function findGridDigits(request: GridRequest, series: Series): Promise<FoundDigits> {
  const { rows, columns, classes, legibility = null, rejected: below = false } = request;
  const found: DrawnDigit[] = [];
  let rejected = 0;
  const take = (digit: DrawnDigit) => {
    const legible = isLegible(digit.confidence, legibility);
    if (!legible) rejected++;
    const good = legible !== below && (classes?.includes(digit.class) ?? true);
    if (good) found.push(digit);
    return good;
  };
  const wanted = rows * columns;
  const { lookedAt } = await searchSeries(
    {
      first: 0,
      wanted,
      take,
      pace: classes === undefined && !below ? 1 : 3,
      patience: usualPatience,
      most: usualPatience + mostForOne * wanted,
    },
    series,
  );
  return { found, lookedAt, rejected };
}

/** A picture of the digits: tiles without one are black. */
export function drawGrid(
  { rows, columns, order }: Pick<GridRequest, 'rows' | 'columns' | 'order'>,
  { found, lookedAt, rejected }: FoundDigits,
): DigitGrid {
  const digits =
    order === 'confidence' ? found.toSorted((a, b) => b.confidence - a.confidence) : found;
  const blank = greyImage({ width: digitSize, height: digitSize });
  const tiles = Array.from({ length: rows * columns }, (_, place) => digits[place]?.image ?? blank);
  const image = tileGrid(tiles, { rows, columns });
  const cells = digits.map(({ image: _, ...cell }) => cell);
  const { width, height } = image;
  return { png: encodeGreyPng(image), width, height, cells, lookedAt, rejected };
}
