import { describe, expect, it } from 'vitest';
import { type AskedGrid, writeGridDigits } from '../../../src-main/service/drawing/write-grid.js';
import { digitLabels } from '../../../src-shared/networks/condition.js';
import { writtenDouble } from './written-double.js';

const write = (change: Partial<AskedGrid> = {}, model = writtenDouble()) =>
  writeGridDigits(
    { rows: 2, columns: 10, seed: 5, hand: null, known: digitLabels, ...change },
    model.writing,
  );
const cells = async (change: Partial<AskedGrid>, model = writtenDouble()) =>
  (await write(change, model)).found.map(({ asked, index }) => [asked?.label, asked?.hand, index]);

describe('a grid of digits that are asked for', () => {
  it('is a hand in each row where there is a column for each label', async () => {
    const { found, lookedAt, rejected } = await write();
    expect(found.map(({ asked }) => asked?.label)).toEqual([...digitLabels, ...digitLabels]);
    expect(new Set(found.slice(0, 10).map(({ asked }) => asked?.hand))).toEqual(new Set([5]));
    expect(new Set(found.slice(10).map(({ asked }) => asked?.hand))).toEqual(new Set([6]));
    expect({ lookedAt, rejected }).toEqual({ lookedAt: 20, rejected: 0 });
  });

  it('goes through the classes that are wanted, in the hand that is wanted', async () => {
    expect(await cells({ rows: 1, columns: 4, classes: [3, 8] })).toEqual([
      [3, 5, 0],
      [8, 5, 1],
      [3, 6, 2],
      [8, 6, 3],
    ]);
    expect(await cells({ rows: 1, columns: 3, classes: [3, 8], hand: 9 })).toEqual([
      [3, 9, 0],
      [8, 9, 1],
      [3, 9, 2],
    ]);
    expect(await cells({ rows: 1, columns: 3, classes: [3, 8], hand: 'each' })).toEqual([
      [3, 5, 0],
      [8, 6, 1],
      [3, 7, 2],
    ]);
  });

  it('writes anew what is less legible than asked for, or taken for another', async () => {
    const model = writtenDouble(({ label, variant }) => {
      if (variant === 0) return { confidence: 0.6 };
      return variant === 1 ? { class: label + 1 } : {};
    });
    const request = { rows: 1, columns: 3, legibility: 0.95 };
    expect(await cells(request, model)).toEqual([
      [0, 5, 1_024],
      [1, 5, 1_025],
      [2, 5, 2],
    ]);
    expect(await write(request, model)).toMatchObject({ lookedAt: 5, rejected: 2 });
    // As they come, without a wish.
    expect((await cells({ rows: 1, columns: 3 }, model)).map(([, , index]) => index)).toEqual([
      0, 1, 2,
    ]);
  });

  it('shows the surest of the label where none is legible', async () => {
    const model = writtenDouble(({ label, variant }) => {
      const attempt = Math.floor(variant / 1_024);
      // The surest of all is taken for another.
      if (attempt === 5) return { class: label + 1, confidence: 0.99 };
      return { confidence: attempt === 3 ? 0.7 : 0.5 };
    });
    const { found, lookedAt, rejected } = await write(
      { rows: 1, columns: 2, legibility: 0.95 },
      model,
    );
    expect(found.map(({ index }) => index)).toEqual([3 * 1_024, 3 * 1_024 + 1]);
    expect({ lookedAt, rejected }).toEqual({ lookedAt: 128, rejected: 128 });
  });

  it('shows what is below the legibility, as it comes, when that is wanted', async () => {
    const model = writtenDouble(({ variant }) => ({ confidence: variant % 3 === 2 ? 0.5 : 1 }));
    const { found, lookedAt } = await write(
      { rows: 1, columns: 3, classes: [3, 8], legibility: 0.95, rejected: true },
      model,
    );
    expect(found.map(({ index, asked }) => [index, asked?.label])).toEqual([
      [2, 3],
      [5, 8],
      [8, 3],
    ]);
    expect(lookedAt).toBe(9);
  });
});
