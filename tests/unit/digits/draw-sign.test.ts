import { describe, expect, test } from 'vitest';
import { drawMark } from '../../../src-shared/digits/draw-mark.js';
import type { GreyImage } from '../../../src-shared/digits/grey-image.js';
import type { Hand } from '../../../src-shared/digits/measure-hand.js';
import { type Sign, signShapes } from '../../../src-shared/digits/sign-shapes.js';
import { RandomSequence } from '../../../src-shared/random/streams.js';

const hand: Hand = { strokeWidth: 2.5, level: 250, top: 4, foot: 24 };
const seeds = Array.from({ length: 30 }, (_, seed) => seed);
const signs = Object.keys(signShapes) as Sign[];

function drawn(sign: Sign, seed: number, by = hand) {
  const sequence = new RandomSequence(seed, { stream: 'layout', index: 1 });
  return drawMark(sign, by, () => sequence.nextUniform());
}

const isInk = ({ width, pixels }: GreyImage, row: number, column: number) =>
  (pixels[row * width + column] ?? 0) * 2 >= hand.level;

/** Places of the ink or of the ground, by rows. */
const placesOf = (image: GreyImage, ink: boolean) =>
  Array.from({ length: image.height * image.width }, (_, index) => ({
    row: Math.floor(index / image.width),
    column: index % image.width,
  })).filter(({ row, column }) => isInk(image, row, column) === ink);

/** How many pieces places fall into. @param reach 1 joins neighbours of a side, 2 those of a corner too */
function pieces(places: { row: number; column: number }[], reach: 1 | 2): (typeof places)[] {
  const left = new Set(places);
  const found: (typeof places)[] = [];
  for (const start of places) {
    if (!left.delete(start)) continue;
    const piece = [start];
    for (const { row, column } of piece) {
      for (const other of left) {
        const [dy, dx] = [Math.abs(other.row - row), Math.abs(other.column - column)];
        if (Math.max(dy, dx) <= 1 && dy + dx <= reach && left.delete(other)) piece.push(other);
      }
    }
    found.push(piece);
  }
  return found;
}

/** Pieces of ground that ink encloses, those of a pixel or two left out. */
const holes = (image: GreyImage) =>
  pieces(placesOf(image, false), 1).filter(
    (piece) =>
      piece.length > 2 &&
      piece.every(
        ({ row, column }) => row > 0 && row < 27 && column > 0 && column < image.width - 1,
      ),
  ).length;

const strokeCount = (image: GreyImage) => pieces(placesOf(image, true), 2).length;

/** The middle of the ink in some rows, in columns. */
function middleOf(image: GreyImage, from: number, to: number): number {
  const columns = placesOf(image, true).flatMap(({ row, column }) =>
    row >= from && row < to ? [column] : [],
  );
  return columns.reduce((sum, column) => sum + column, 0) / columns.length;
}

const rowsOf = (image: GreyImage) => {
  const rows = placesOf(image, true).map(({ row }) => row);
  return { first: Math.min(...rows), last: Math.max(...rows) };
};

describe('a sign', () => {
  test.each(signs)('%s stands on the line of the digits and within the picture', (sign) => {
    for (const seed of seeds) {
      const image = drawn(sign, seed);
      const edges = [...image.pixels.subarray(0, image.width)].concat([
        ...image.pixels.subarray(-image.width),
      ]);
      expect(Math.max(...edges)).toBeLessThan(hand.level / 2);
      expect(image.width).toBeGreaterThanOrEqual(sign === "'" ? 2 : 5);
      expect(image.width).toBeLessThanOrEqual(20);
    }
  });

  test.each([
    ...(['€', '£', '¥', '#', '%'] as const).map((sign) => [sign, 3, 6, 21, 26] as const),
    ...(['$', '(', ')'] as const).map((sign) => [sign, 0, 4, 24, 27] as const),
    ['+', 7, 11, 17, 22],
    ['×', 8, 12, 17, 21],
    ['=', 8, 13, 15, 20],
    ["'", 1, 4, 6, 10],
  ] as const)('%s is as high as people write it', (sign, top, topMost, foot, footMost) => {
    for (const seed of seeds) {
      const { first, last } = rowsOf(drawn(sign, seed));
      expect(first).toBeGreaterThanOrEqual(top);
      expect(first).toBeLessThanOrEqual(topMost);
      expect(last).toBeGreaterThanOrEqual(foot);
      expect(last).toBeLessThanOrEqual(footMost);
    }
  });

  test('has the rings and strokes that it is known by', () => {
    for (const strokeWidth of [1.6, 2.5, 4]) {
      for (const seed of seeds) {
        const of = (sign: Sign) => drawn(sign, seed, { ...hand, strokeWidth });
        const told = { strokeWidth, seed };
        expect({ ...told, rings: holes(of('%')) >= 2 }).toEqual({ ...told, rings: true });
        expect({ ...told, holes: holes(of('#')) }).toEqual({ ...told, holes: 1 });
        expect({ ...told, strokes: strokeCount(of('=')) }).toEqual({ ...told, strokes: 2 });
        for (const sign of ['+', '×', '(', ')', "'", '$', '€', '£', '¥', '#'] as const) {
          const strokes = strokeCount(of(sign));
          expect({ ...told, sign, strokes }).toEqual({ ...told, sign, strokes: 1 });
        }
      }
    }
  });

  test('brackets bend towards what they hold, and an apostrophe leans', () => {
    for (const seed of seeds) {
      const [open, close] = [drawn('(', seed), drawn(')', seed)];
      const bend = (image: GreyImage) =>
        middleOf(image, 11, 17) - (middleOf(image, 2, 6) + middleOf(image, 23, 27)) / 2;
      expect(bend(open)).toBeLessThan(-2);
      expect(bend(close)).toBeGreaterThan(2);
    }
  });

  test('of wide digits is not cut off at the sides', () => {
    for (const seed of seeds) {
      const wide = drawn('%', seed, { ...hand, top: 0, foot: 28 });
      const usual = drawn('%', seed);
      expect(wide.width).toBeGreaterThan(1.25 * usual.width);
    }
  });
});
