import { describe, expect, test } from 'vitest';
import { drawStroke, type StrokePoint } from '../../../src-shared/digits/draw-stroke.js';
import { greyImage } from '../../../src-shared/digits/grey-image.js';
import { measureHand } from '../../../src-shared/digits/measure-hand.js';

/** A digit of one stroke through points. */
function written(radius: number, level: number, ...points: readonly (readonly [number, number])[]) {
  const image = greyImage({ width: 28, height: 28 });
  const stroke: StrokePoint[] = points.map(([x, y]) => ({ x, y, radius }));
  drawStroke(image, { points: stroke, level });
  return image;
}

const bend = [
  [8, 6],
  [18, 6],
  [12, 14],
  [19, 22],
] as const;

describe('measureHand', () => {
  test.each([1, 1.5, 2.2])(
    'finds the width of strokes of radius %f in every direction',
    (radius) => {
      const digits = [
        written(radius, 255, [14, 5], [14, 23]),
        written(radius, 255, [5, 14], [23, 14]),
        written(radius, 255, [7, 7], [21, 21]),
        written(radius, 255, ...bend),
      ];
      for (const digit of digits) {
        const { strokeWidth } = measureHand([digit]);
        expect(Math.abs(strokeWidth - 2 * radius)).toBeLessThan(0.2 * 2 * radius);
      }
    },
  );

  test('finds the level of the ink, and where digits begin and end', () => {
    const { level, top, foot } = measureHand([written(1.5, 180, [14, 6], [14, 20])]);
    expect(level).toBe(180);
    expect([top, foot]).toEqual([5, 21]);
  });

  test('one digit out of line changes nothing: the medians count', () => {
    const usual = written(1.5, 250, [14, 6], [14, 22]);
    const low = written(3, 120, [14, 12], [14, 26]);
    expect(measureHand([usual, low, usual])).toEqual(measureHand([usual]));
  });

  test('digits without ink get a usual hand, never a stroke of no width', () => {
    const { strokeWidth, level } = measureHand([greyImage({ width: 3, height: 28 })]);
    expect(strokeWidth).toBeGreaterThan(1);
    expect(level).toBeGreaterThan(200);
    expect(measureHand([])).toEqual(measureHand([greyImage({ width: 3, height: 28 })]));
  });
});
