import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { DigitSeries } from '../../../src-main/service/drawing/digit-series.js';
import type { DrawnDigit } from '../../../src-main/service/drawing/recent-digits.js';
import { temporaryFolder } from '../../helpers/temporary-folder.js';

function drawn() {
  const folder = temporaryFolder();
  writeFileSync(join(folder, 'weights.bin'), 'weights');
  const asked: { first: number; count: number }[] = [];
  const draw = async (range: { first: number; count: number }) => {
    asked.push(range);
    const pixels = Uint8Array.from(
      { length: range.count * 784 },
      (_, pixel) => range.first + Math.floor(pixel / 784),
    );
    const classes = Uint8Array.from({ length: range.count }, (_, i) => (range.first + i) % 10);
    const confidences = Float32Array.from(
      { length: range.count },
      (_, i) => (range.first + i) / 8192,
    );
    return { pixels, classes, confidences };
  };
  return { folder, asked, draw };
}

const firsts = (digits: readonly DrawnDigit[]) => digits.map(({ image }) => image.pixels[0]);

it('draws only the digits that are missing, and gives them in their order', async () => {
  const { folder, asked, draw } = drawn();
  const read = await new DigitSeries().open({ folder, seed: 1 }, draw);
  expect(firsts(await read({ first: 2, count: 3 }))).toEqual([2, 3, 4]);
  expect(firsts(await read({ first: 0, count: 6 }))).toEqual([0, 1, 2, 3, 4, 5]);
  expect(firsts(await read({ first: 1, count: 4 }))).toEqual([1, 2, 3, 4]);
  expect(asked).toEqual([
    { first: 2, count: 3 },
    { first: 0, count: 6 },
  ]);
});

it('gives with each digit what it is taken for, also beyond those that are kept', async () => {
  const { folder, asked, draw } = drawn();
  const read = await new DigitSeries().open({ folder, seed: 1 }, draw);
  await read({ first: 0, count: 4_094 });
  for (let time = 0; time < 2; time++) {
    const digits = await read({ first: 4_094, count: 4 });
    expect(digits.map(({ image: _, ...digit }) => digit)).toEqual(
      [4_094, 4_095, 4_096, 4_097].map((index) => ({
        index,
        class: index % 10,
        confidence: index / 8192,
      })),
    );
    expect(firsts(digits)).toEqual([254, 255, 0, 1]);
  }
  expect(asked).toEqual([
    { first: 0, count: 4_094 },
    { first: 4_094, count: 4 },
    { first: 4_096, count: 2 },
  ]);
});

it('keeps the series asked for last, and forgets them with their generator', async () => {
  const { folder, asked, draw } = drawn();
  const series = new DigitSeries();
  const read = async (seed: number, count: number) =>
    (await series.open({ folder, seed }, draw))({ first: 0, count });
  for (let seed = 0; seed < 1_021; seed++) await read(seed, 1);
  await read(1_020, 1);
  expect(asked).toHaveLength(1_021);
  await read(0, 1);
  expect(asked).toHaveLength(1_022);
  writeFileSync(join(folder, 'weights.bin'), 'other weights');
  await read(0, 1);
  expect(asked).toHaveLength(1_023);
});

it('keeps so many digits in all: of long series fewer', async () => {
  const { folder, asked, draw } = drawn();
  const series = new DigitSeries();
  const read = async (seed: number) =>
    (await series.open({ folder, seed }, draw))({ first: 0, count: 4_096 });
  for (let seed = 0; seed < 21; seed++) await read(seed);
  const before = asked.length;
  await read(1);
  expect(asked).toHaveLength(before);
  await read(0);
  expect(asked.length).toBeGreaterThan(before);
});
