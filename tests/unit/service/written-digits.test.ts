import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { WrittenDigits } from '../../../src-main/service/drawing/written-digits.js';
import type { WantedDigit } from '../../../src-shared/random/hands.js';
import { temporaryFolder } from '../../helpers/temporary-folder.js';

const settings = { seed: 1, slant: null, strokeWidth: null };
const wanted = (variants: readonly number[], { label = 3, hand = 5 } = {}): WantedDigit[] =>
  variants.map((variant) => ({ label, hand, variant }));
const upTo = (count: number) => [...Array(count).keys()];

/** A model whose digits are as bright as their label, their hand and their variant are high. */
function model() {
  const folder = temporaryFolder();
  writeFileSync(join(folder, 'weights.bin'), 'weights');
  const asked: WantedDigit[][] = [];
  const draw = async (digits: WantedDigit[]) => {
    asked.push(digits);
    const pixels = new Uint8Array(784 * digits.length);
    for (const [i, { label, hand, variant }] of digits.entries()) {
      pixels.fill(label + 10 * hand + variant, 784 * i, 784 * (i + 1));
    }
    return {
      pixels,
      classes: Uint8Array.from(digits, ({ label }) => label),
      confidences: Float32Array.from(digits, ({ variant }) => variant / 8_192),
    };
  };
  return { folder, asked, draw };
}

it('asks the engine for what is missing alone, and gives the digits in their order', async () => {
  const { folder, asked, draw } = model();
  const write = await new WrittenDigits().open({ folder, settings }, draw);
  const first = await write(wanted([2, 0]));
  expect(first.map(({ image: _, ...digit }) => digit)).toEqual([
    { index: 2, class: 3, confidence: 2 / 8_192, asked: { label: 3, hand: 5 } },
    { index: 0, class: 3, confidence: 0, asked: { label: 3, hand: 5 } },
  ]);
  const more = await write(wanted([0, 1, 2, 3]));
  expect(more.map(({ image }) => image.pixels[0])).toEqual([53, 54, 55, 56]);
  expect(await write(wanted([1, 0]))).toEqual([more[1], more[0]]);
  expect(asked).toEqual([wanted([2, 0]), wanted([1, 3])]);
});

it('knows a digit by its label, its hand and its variant', async () => {
  const { folder, asked, draw } = model();
  const write = await new WrittenDigits().open({ folder, settings }, draw);
  await write(wanted([0]));
  for (const other of [{ label: 4 }, { hand: 6 }]) {
    const [digit] = await write(wanted([0], other));
    expect(digit?.asked).toEqual({ label: 3, hand: 5, ...other });
  }
  expect(asked).toHaveLength(3);
});

it('asks for at most 1,024 digits in a call, and keeps as many as 4,096', async () => {
  const { folder, asked, draw } = model();
  const write = await new WrittenDigits().open({ folder, settings }, draw);
  const many = await write(wanted(upTo(5_000)));
  expect(many.map(({ index }) => index)).toEqual(upTo(5_000));
  expect(asked.map(({ length }) => length)).toEqual([1_024, 1_024, 1_024, 1_024, 904]);
  const again = await write(wanted(upTo(5_000)));
  expect(again.map(({ index }) => index)).toEqual(upTo(5_000));
  expect(again[4_095]).toBe(many[4_095]);
  expect(asked.slice(5).map(({ length }) => length)).toEqual([904]);
});

it('keeps digits of other seeds, traits and generators apart', async () => {
  const { folder, asked, draw } = model();
  const written = new WrittenDigits();
  const ask = async (change: Partial<typeof settings> | { slant: number } = {}) =>
    (await written.open({ folder, settings: { ...settings, ...change } }, draw))(wanted([0]));
  await ask();
  await ask();
  expect(asked).toHaveLength(1);
  await ask({ seed: 2 });
  await ask({ slant: 1 });
  await ask();
  expect(asked).toHaveLength(3);
  writeFileSync(join(folder, 'weights.bin'), 'other weights');
  await ask();
  expect(asked).toHaveLength(4);
});

it('says when the engine leaves a digit out', async () => {
  const { folder, draw } = model();
  const less = (digits: WantedDigit[]) => draw(digits.slice(1));
  const write = await new WrittenDigits().open({ folder, settings }, less);
  await expect(write(wanted([0, 1]))).rejects.toThrow('left out a digit');
});
