import type { DigitGrid } from '../../../src-shared/contract/drawings.js';
import { digitSize, greyImage } from '../../../src-shared/digits/grey-image.js';
import { tileGrid } from '../../../src-shared/digits/tile-grid.js';
import { isLegible } from '../../../src-shared/quality/legibility.js';
import { encodeGreyPng } from '../images/png.js';
import type { SeriesDigit } from './digit-series.js';
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

/** A picture of the digits of a series that fit, as 'digits.grid' says; of all there are, at least. */
export async function drawGrid(request: GridRequest, series: Series): Promise<DigitGrid> {
  const { rows, columns, classes, legibility = null, rejected: below = false } = request;
  const found: SeriesDigit[] = [];
  let rejected = 0;
  const take = (digit: SeriesDigit) => {
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
  if (request.order === 'confidence') found.sort((a, b) => b.confidence - a.confidence);

  const blank = greyImage({ width: digitSize, height: digitSize });
  const tiles = Array.from({ length: wanted }, (_, place) => found[place]?.image ?? blank);
  const image = tileGrid(tiles, { rows, columns });
  const cells = found.map(({ image: _, ...cell }) => cell);
  const { width, height } = image;
  return { png: encodeGreyPng(image), width, height, cells, lookedAt, rejected };
}
