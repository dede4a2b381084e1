import { describe, expect, it } from 'vitest';
import {
  drawGrid,
  findGridDigits,
  type GridRequest,
} from '../../../src-main/service/drawing/draw-grid.js';
import { decodeGreyPng } from '../../../src-main/service/images/png.js';
import { seriesDouble } from './series-double.js';

/** Classes 0 to 9 in turn; every third digit is doubtful. */
const mixed = () =>
  seriesDouble((index) => ({ confidence: index % 3 === 2 ? 0.5 + index / 1_000 : 0.96 }));
const draw = async (change: Partial<GridRequest>, double = mixed()) => {
  const request = { rows: 1, columns: 4, ...change };
  return drawGrid(request, await findGridDigits(request, double.series));
};
const indices = async (request: Partial<GridRequest>) =>
  (await draw(request)).cells.map(({ index }) => index);

describe('drawGrid', () => {
  it('without wishes is the beginning of the series', async () => {
    const { cells, lookedAt, rejected, width, height, png } = await draw({});
    expect(cells).toEqual(
      [0, 1, 2, 3].map((index) => ({
        index,
        class: index,
        confidence: index === 2 ? 0.502 : 0.96,
      })),
    );
    expect({ lookedAt, rejected, width, height }).toEqual({
      lookedAt: 4,
      rejected: 0,
      width: 112,
      height: 28,
    });
    const image = decodeGreyPng(png);
    expect([0, 1, 2, 3].map((tile) => image.pixels[28 * tile + 14])).toEqual([100, 101, 102, 103]);
  });

  it('keeps to legible digits, to classes, or to what was rejected', async () => {
    expect(await indices({ legibility: 0.95 })).toEqual([0, 1, 3, 4]);
    expect(await indices({ classes: [3, 4] })).toEqual([3, 4, 13, 14]);
    expect(await indices({ classes: [3, 4], legibility: 0.95 })).toEqual([3, 4, 13, 24]);
    expect(await indices({ rejected: true, legibility: 0.95 })).toEqual([2, 5, 8, 11]);
    expect(await indices({ rejected: true, legibility: 0.95, classes: [1] })).toEqual([
      11, 41, 71, 101,
    ]);
  });

  it('counts what it looked at and rejected', async () => {
    expect(await draw({ legibility: 0.95 })).toMatchObject({ lookedAt: 5, rejected: 1 });
    expect(await draw({ rejected: true, legibility: 0.95 })).toMatchObject({
      lookedAt: 12,
      rejected: 4,
    });
  });

  it('shows the surest first when asked', async () => {
    expect(await indices({ order: 'confidence', rejected: true, legibility: 0.95 })).toEqual([
      11, 8, 5, 2,
    ]);
  });

  it('shows what there is when the search ends, the rest black', async () => {
    const once = seriesDouble((index) => ({ class: index === 7 ? 3 : 1 }));
    const { cells, lookedAt, png } = await draw({ classes: [3] }, once);
    expect(cells.map(({ index }) => index)).toEqual([7]);
    expect(lookedAt).toBe(2_008);
    const image = decodeGreyPng(png);
    expect([image.width, image.pixels.filter((level) => level > 0).length]).toEqual([112, 1]);
    expect(await draw({ classes: [4] }, once)).toMatchObject({ cells: [], lookedAt: 2_000 });
  });

  it('looks at no more than 2,000 digits and 100 for each tile', async () => {
    const rare = seriesDouble((index) => ({ class: index % 1_000 === 999 ? 3 : 1 }));
    expect(await draw({ classes: [3] }, rare)).toMatchObject({ lookedAt: 2_400 });
  });
});
