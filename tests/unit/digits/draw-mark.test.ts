import { createHash } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { type Mark, marks } from '../../../src-shared/config/number-text.js';
import { drawMark } from '../../../src-shared/digits/draw-mark.js';
import type { GreyImage } from '../../../src-shared/digits/grey-image.js';
import type { Hand } from '../../../src-shared/digits/measure-hand.js';
import { RandomSequence } from '../../../src-shared/random/streams.js';

const hand: Hand = { strokeWidth: 3, level: 240, top: 4, foot: 24 };
const strokes = marks.filter((mark) => mark !== ' ');

function drawn(mark: Mark, { seed = 1, by = hand } = {}) {
  const sequence = new RandomSequence(seed, { stream: 'layout', index: 1 });
  return drawMark(mark, by, () => sequence.nextUniform());
}

/** Where at least half of the level is: rows from above, and the centre. */
function extent({ width, pixels }: GreyImage, level = hand.level) {
  const inked = [...pixels.keys()].filter((index) => (pixels[index] ?? 0) * 2 >= level);
  const rows = inked.map((index) => Math.floor(index / width));
  const columns = inked.map((index) => index % width);
  const mean = (values: number[]) => values.reduce((sum, value) => sum + value, 0) / values.length;
  return {
    first: Math.min(...rows),
    last: Math.max(...rows),
    wide: Math.max(...columns) - Math.min(...columns) + 1,
    middle: mean(rows) + 0.5,
    inked,
  };
}

const seeds = Array.from({ length: 30 }, (_, seed) => seed);

describe('drawMark', () => {
  test.each(seeds)('stands where a person puts it, with seed %i', (seed) => {
    const dot = extent(drawn('.', { seed }));
    expect(dot.last).toBeGreaterThanOrEqual(22);
    expect(dot.last).toBeLessThanOrEqual(24);
    expect(dot.first).toBeGreaterThanOrEqual(18);

    const comma = extent(drawn(',', { seed }));
    expect(comma.last).toBeGreaterThan(24);
    expect(comma.first).toBeGreaterThan(19);

    const dash = extent(drawn('-', { seed }));
    expect(Math.abs(dash.middle - 14)).toBeLessThan(1.5);
    expect(dash.wide).toBeGreaterThanOrEqual(8);
    expect(dash.wide).toBeLessThanOrEqual(13);
    expect(dash.last - dash.first).toBeLessThan(6);

    const slash = extent(drawn('/', { seed }));
    expect(slash.first).toBeLessThanOrEqual(4);
    expect(slash.last).toBeGreaterThanOrEqual(23);

    const colon = drawn(':', { seed });
    const rows = new Set(extent(colon).inked.map((index) => Math.floor(index / colon.width)));
    expect(
      [...Array(28).keys()].filter((row) => row > 12 && row < 20 && !rows.has(row)),
    ).not.toEqual([]);
    expect(Math.max(...rows)).toBeGreaterThanOrEqual(22);
    expect(Math.min(...rows)).toBeLessThan(14);
  });

  test("a slash leans as a 1 doesn't: up to the right", () => {
    const { width, pixels } = drawn('/');
    const column = (row: number) => {
      const line = [...pixels.subarray(row * width, (row + 1) * width)];
      return line.indexOf(Math.max(...line));
    };
    expect(column(5) - column(22)).toBeGreaterThan(5);
  });

  test('a blank is a gap without ink, wider than the usual gaps', () => {
    const blank = drawn(' ');
    expect(Math.max(...blank.pixels)).toBe(0);
    expect(blank.width).toBeGreaterThan(6);
    expect(blank.width).toBeLessThan(14);
  });

  test.each([
    ['.', '7816b90745f0a3d8'],
    [',', 'c6bcbff52aa2ad8b'],
    ['-', '590938bb275933a1'],
    ['/', '01917a709f4df093'],
    [':', 'cc32f7c8ccb027d9'],
    [' ', '1786559f7bd4fe09'],
  ] as const)('%j has the pixels that a seed has always given', (mark, digest) => {
    const hash = createHash('sha256');
    const finer = { strokeWidth: 1.8, level: 200, top: 6, foot: 22.5 };
    for (const seed of seeds) {
      for (const by of [hand, finer]) {
        const { width, height, pixels } = drawn(mark, { seed, by });
        hash.update(`${width}x${height}:`).update(pixels);
      }
    }
    expect(hash.digest('hex').slice(0, 16)).toBe(digest);
  });

  test.each(strokes)('%s has the weight of the hand and keeps inside the picture', (mark) => {
    const area = (image: GreyImage) => image.pixels.reduce((sum, value) => sum + value, 0);
    for (const seed of seeds) {
      const image = drawn(mark, { seed });
      expect(image.height).toBe(28);
      expect(Math.max(...image.pixels)).toBe(hand.level);
      // Its columns are those with ink.
      const edges = [0, image.width - 1].map((column) =>
        Math.max(...[...image.pixels].filter((_, index) => index % image.width === column)),
      );
      expect(Math.min(...edges)).toBeGreaterThanOrEqual(32);
      const light = drawn(mark, { seed, by: { ...hand, strokeWidth: 1.5 } });
      expect(area(image)).toBeGreaterThan(1.5 * area(light));
    }
    const faint = drawn(mark, { by: { ...hand, level: 60 } });
    expect(Math.max(...faint.pixels)).toBe(60);
  });

  test.each(strokes)(
    '%s is the same from the same seed, and a little different from others',
    (mark) => {
      expect(drawn(mark, { seed: 7 })).toEqual(drawn(mark, { seed: 7 }));
      const pictures = seeds.map((seed) => drawn(mark, { seed }).pixels.join());
      expect(new Set(pictures).size).toBeGreaterThan(25);
    },
  );

  test.each(strokes)('%s of digits that fill the picture is not cut off', (mark) => {
    for (const seed of seeds) {
      const image = drawn(mark, { seed, by: { ...hand, top: 0, foot: 28 } });
      expect(Math.max(...image.pixels)).toBe(hand.level);
    }
  });
});
