import { expect, it } from 'vitest';
import { searchSeries } from '../../../src-main/service/drawing/search-series.js';
import { seriesDouble } from './series-double.js';

const search = { first: 0, wanted: 3, pace: 1, patience: 200 };

it('looks at each digit once and in order, up to the last one wanted', async () => {
  const { asked, series } = seriesDouble(() => ({}));
  const seen: number[] = [];
  const state = await searchSeries(
    {
      ...search,
      first: 5,
      take: ({ index }) => {
        seen.push(index);
        return index % 40 === 0;
      },
    },
    series,
  );
  expect(state).toEqual({ lookedAt: 116, found: 3, wanted: 3 });
  expect(seen).toEqual(Array.from({ length: 116 }, (_, i) => 5 + i));
  for (const [i, { first, count }] of asked.entries()) {
    const before = asked[i - 1];
    expect(first).toBe(before === undefined ? 5 : before.first + before.count);
    expect(count % 8).toBe(0);
    expect(count).toBeLessThanOrEqual(128);
  }
  // Batches grow: few questions to the engine.
  expect(asked.length).toBeLessThan(8);
});

it('asks once where all are good', async () => {
  const { asked, series } = seriesDouble(() => ({}));
  await searchSeries({ ...search, take: () => true }, series);
  expect(asked).toEqual([{ first: 0, count: 8 }]);
});

it('ends when too many in a row bring nothing, and when it has looked at the most', async () => {
  const { series } = seriesDouble(() => ({}));
  const take = ({ index }: { index: number }) => index === 150;
  const state = await searchSeries({ ...search, take }, series);
  expect(state).toEqual({ lookedAt: 351, found: 1, wanted: 3 });
  const bounded = await searchSeries({ ...search, take, most: 170 }, series);
  expect(bounded).toEqual({ lookedAt: 170, found: 1, wanted: 3 });
});

it('reports before each batch; what the report throws ends it', async () => {
  const { asked, reports, series } = seriesDouble(() => ({}));
  await searchSeries({ ...search, take: () => false }, series);
  expect(reports).toHaveLength(asked.length);
  expect(reports.at(0)).toEqual({ lookedAt: 0, found: 0, wanted: 3 });
  const stop = () => {
    throw new Error('enough');
  };
  const stopped = searchSeries({ ...search, take: () => false }, { ...series, report: stop });
  await expect(stopped).rejects.toThrow('enough');
});
