import { expect, it } from 'vitest';
import { composeNumber } from '../../../src-main/service/compose-number.js';
import { decodeGreyPng } from '../../../src-main/service/images/png.js';
import { composingDefaults } from '../../../src-shared/config/composing.js';

/** A series of digits: number i is a bar of i + 100 grey, or empty. */
function series(isEmpty: (i: number) => boolean) {
  const asked: { first: number; count: number }[] = [];
  const sample = async (range: { first: number; count: number }) => {
    asked.push(range);
    const pixels = new Uint8Array(range.count * 784);
    for (let i = 0; i < range.count; i++) {
      if (!isEmpty(range.first + i)) pixels[784 * i + 14] = 100 + range.first + i;
    }
    return pixels;
  };
  return { asked, sample };
}

const config = { ...composingDefaults, digits: 3, thousandsSpacing: null, seed: 1 };

it('takes the next digits of the series for empty ones, and leaves none out', async () => {
  const { asked, sample } = series((i) => i < 12 && i !== 5);
  const { png, drawnAgain } = await composeNumber({ config }, sample);
  const ink = [...decodeGreyPng(png).pixels].filter((pixel) => pixel > 0);
  expect(ink).toEqual([105, 112, 113]);
  expect(drawnAgain).toBe(11);
  for (const [i, { first }] of asked.entries()) {
    const before = asked[i - 1];
    expect(first).toBe(before === undefined ? 0 : before.first + before.count);
  }
});

it('gives up on a model that draws empty digits only', async () => {
  const { sample } = series(() => true);
  await expect(composeNumber({ config }, sample)).rejects.toMatchObject({ code: 'INVALID_MODEL' });
});
