import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { DigitSeries } from '../../../src-main/service/digit-series.js';
import { temporaryFolder } from '../../helpers/temporary-folder.js';

function drawn() {
  const folder = temporaryFolder();
  writeFileSync(join(folder, 'weights.bin'), 'weights');
  const asked: { first: number; count: number }[] = [];
  const draw = async (range: { first: number; count: number }) => {
    asked.push(range);
    return Uint8Array.from(
      { length: range.count * 784 },
      (_, pixel) => range.first + Math.floor(pixel / 784),
    );
  };
  return { folder, asked, draw };
}

const firsts = (pixels: Uint8Array) => [...pixels].filter((_, pixel) => pixel % 784 === 0);

it('draws only the digits that are missing, and gives them in their order', async () => {
  const { folder, asked, draw } = drawn();
  const sample = await new DigitSeries().open({ folder, seed: 1 }, draw);
  expect(firsts(await sample({ first: 2, count: 3 }))).toEqual([2, 3, 4]);
  expect(firsts(await sample({ first: 0, count: 6 }))).toEqual([0, 1, 2, 3, 4, 5]);
  expect(firsts(await sample({ first: 1, count: 4 }))).toEqual([1, 2, 3, 4]);
  expect(asked).toEqual([
    { first: 2, count: 3 },
    { first: 0, count: 6 },
  ]);
});

it('keeps the series asked for last, and forgets them with their generator', async () => {
  const { folder, asked, draw } = drawn();
  const series = new DigitSeries();
  for (let seed = 0; seed < 21; seed++) {
    await (await series.open({ folder, seed }, draw))({ first: 0, count: 1 });
  }
  await (await series.open({ folder, seed: 20 }, draw))({ first: 0, count: 1 });
  expect(asked).toHaveLength(21);
  await (await series.open({ folder, seed: 0 }, draw))({ first: 0, count: 1 });
  expect(asked).toHaveLength(22);
  writeFileSync(join(folder, 'weights.bin'), 'other weights');
  await (await series.open({ folder, seed: 0 }, draw))({ first: 0, count: 1 });
  expect(asked).toHaveLength(23);
});
