import { expect, it } from 'vitest';
import { composeNumber } from '../../../src-main/service/compose-number.js';
import type { ReadSeries } from '../../../src-main/service/digit-series.js';
import { decodeGreyPng } from '../../../src-main/service/images/png.js';
import { composingDefaults } from '../../../src-shared/config/composing.js';
import { greyImage } from '../../../src-shared/digits/grey-image.js';

/** A series of digits: number i is a bar of i + 100 grey, or empty. */
function series(isEmpty: (i: number) => boolean) {
  const asked: { first: number; count: number }[] = [];
  const read: ReadSeries = async (range) => {
    asked.push(range);
    return Array.from({ length: range.count }, (_, offset) => {
      const index = range.first + offset;
      const pixels = new Uint8Array(784);
      if (!isEmpty(index)) pixels[14] = 100 + index;
      const image = greyImage({ width: 28, height: 28, pixels });
      return { index, class: index % 10, confidence: 1, image };
    });
  };
  return { asked, read };
}

const config = { ...composingDefaults, digits: 3, thousandsSpacing: null, seed: 1 };

it('takes the next digits of the series for empty ones, and leaves none out', async () => {
  const { asked, read } = series((i) => i < 12 && i !== 5);
  const { png, drawnAgain } = await composeNumber({ config }, read);
  const ink = [...decodeGreyPng(png).pixels].filter((pixel) => pixel > 0);
  expect(ink).toEqual([105, 112, 113]);
  expect(drawnAgain).toBe(11);
  for (const [i, { first }] of asked.entries()) {
    const before = asked[i - 1];
    expect(first).toBe(before === undefined ? 0 : before.first + before.count);
  }
});

it('gives up on a model that draws empty digits only', async () => {
  const { read } = series(() => true);
  await expect(composeNumber({ config }, read)).rejects.toMatchObject({ code: 'INVALID_MODEL' });
});
