import { expect, test } from 'vitest';
import { drawStroke } from '../../../src-shared/digits/draw-stroke.js';
import { greyImage } from '../../../src-shared/digits/grey-image.js';
import { pixelAt } from './sample-digit.js';

const paper = () => greyImage({ width: 28, height: 28 });
const ink = (pixels: Uint8Array) => pixels.reduce((sum, level) => sum + level, 0) / 255;

test('a stroke covers its area, whatever its direction', () => {
  for (const angle of [0, 0.3, Math.PI / 4, 1.2, Math.PI / 2]) {
    const image = paper();
    const [dx, dy] = [6 * Math.cos(angle), 6 * Math.sin(angle)];
    const points = [-1, 1].map((end) => ({ x: 14 + end * dx, y: 14 + end * dy, radius: 1.5 }));
    drawStroke(image, { points, level: 255 });
    // 12 pixels of 3, and two half discs.
    const area = 12 * 3 + Math.PI * 1.5 ** 2;
    expect(Math.abs(ink(image.pixels) - area)).toBeLessThan(0.04 * area);
  }
});

test('one point is a disc of the level; brighter ink stays', () => {
  const image = paper();
  image.pixels[14 * 28 + 14] = 250;
  drawStroke(image, { points: [{ x: 14, y: 14, radius: 3 }], level: 200 });
  expect(pixelAt(image, 14, 14)).toBe(250);
  expect(pixelAt(image, 13, 13)).toBe(200);
  expect(pixelAt(image, 14, 18)).toBe(0);
  expect(ink(image.pixels)).toBeCloseTo((Math.PI * 9 * 200) / 255, -0.5);
});
