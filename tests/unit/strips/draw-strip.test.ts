import { describe, expect, it } from 'vitest';
import { type Look, looks } from '../../../src-shared/config/look.js';
import { drawStrip } from '../../../src-shared/strips/draw-strip.js';
import { inkStrip } from '../../../src-shared/strips/ink-strip.js';
import type { Picture } from '../../../src-shared/strips/picture.js';
import { type Box, pixelsOfStrip, type Strip } from '../../../src-shared/strips/strip.js';
import { sampleDigit } from '../digits/sample-digit.js';
import { markOf, realDigits, stripOf } from './real-strip.js';

const strip = stripOf(realDigits(12));
const sum = (values: Iterable<number>) => [...values].reduce((total, value) => total + value, 0);

const pixel = ({ width, channels, pixels }: Picture, x: number, y: number) => [
  ...pixels.subarray((y * width + x) * channels, (y * width + x + 1) * channels),
];

describe('the look of the network', () => {
  it('is its pixels, white on black', () => {
    const { picture } = drawStrip(strip, looks.network);
    const { width, height, pixels } = pixelsOfStrip(strip);
    expect(picture).toEqual({ width, height, channels: 1, pixels });
  });

  it('enlarged is squares of them, with the margin around', () => {
    const scale = 3;
    const { picture } = drawStrip(strip, { ...looks.network, scale, margin: 2 });
    const { width, height, pixels } = pixelsOfStrip(strip);
    expect([picture.width, picture.height]).toEqual([(width + 4) * scale, (height + 4) * scale]);
    for (let y = 0; y < picture.height; y++) {
      for (let x = 0; x < picture.width; x++) {
        const [column, row] = [Math.floor(x / scale) - 2, Math.floor(y / scale) - 2];
        const inside = column >= 0 && column < width && row >= 0 && row < height;
        const level = inside ? pixels[row * width + column] : 0;
        if (pixel(picture, x, y)[0] !== level) expect.fail(`at ${x}, ${y}`);
      }
    }
  });

  it.each([0.5, 1.5, 6.5])('has every pixel once at a scale of %d', (scale) => {
    const { picture } = drawStrip(strip, { ...looks.network, scale });
    expect(picture.height).toBe(Math.round(28 * scale));
    const ink = sum(picture.pixels) / 255 / scale ** 2;
    expect(Math.abs(ink / (sum(pixelsOfStrip(strip).pixels) / 255) - 1)).toBeLessThan(0.2);
  });
});

describe('smooth strokes', () => {
  it.each([0.6, 1, 4, 12])('have as much ink as the digits have, at a scale of %d', (scale) => {
    const { alpha } = inkStrip(strip, { ...looks.ink, scale });
    const digits = sum(strip.marks.map(({ whole }) => sum(whole.image.pixels) / 255));
    expect(Math.abs(sum(alpha) / 255 / scale ** 2 / digits - 1)).toBeLessThan(0.02);
  });

  it.each([2, 4, 12])('have edges of one pixel at a scale of %d', (scale) => {
    const bar = sampleDigit((row, column) =>
      row > 3 && row < 24 && column >= 10 && column < 14 ? 255 : 0,
    );
    const { alpha, width, height } = inkStrip(stripOf([bar]), { ...looks.ink, scale });
    const row = [...alpha.subarray((height / 2) * width, (height / 2 + 1) * width)];
    const full = row.filter((ink) => ink === 255).length;
    expect(row.filter((ink) => ink > 0 && ink < 255).length).toBeLessThanOrEqual(2);
    expect(Math.abs(full / scale - 4)).toBeLessThan(0.5);
  });

  it('take the height that is asked for, margins included', () => {
    for (const height of [14, 32, 64, 128, 301]) {
      expect(drawStrip(strip, { ...looks.paper, height }).picture.height).toBe(height);
    }
  });

  it('lean, and the picture is as much wider as they need', () => {
    const straight = inkStrip(strip, looks.ink);
    for (const shear of [-0.5, 0.5]) {
      const leaning = inkStrip(strip, { ...looks.ink, shear });
      expect(leaning.width).toBeGreaterThan(straight.width);
      expect(Math.abs(sum(leaning.alpha) / sum(straight.alpha) - 1)).toBeLessThan(0.01);
    }
  });

  it('are whole where digits overlap: no pixel has more than full ink, none loses any', () => {
    const apart = inkStrip(stripOf(realDigits(6), 8), looks.ink);
    const touching = inkStrip(stripOf(realDigits(6), -3), looks.ink);
    expect(touching.width).toBeLessThan(apart.width);
    expect(sum(touching.alpha)).toBeGreaterThan(0.9 * sum(apart.alpha));
    expect(sum(touching.alpha)).toBeLessThanOrEqual(sum(apart.alpha));
  });
});

describe('colours', () => {
  /** A transparent picture over a ground, as a viewer mixes it. */
  const over = (picture: Picture, ground: readonly number[]) =>
    Array.from({ length: picture.width * picture.height }, (_, at) => {
      const own = picture.pixels.subarray(at * picture.channels, (at + 1) * picture.channels);
      const alpha = (own.at(-1) ?? 0) / 255;
      return ground.map((level, colour) => {
        const ink = own[own.length === 2 ? 0 : colour] ?? 0;
        return level + (ink - level) * alpha;
      });
    });

  const grounds = [
    ['#ffffff', [255, 255, 255]],
    ['#000000', [0, 0, 0]],
    ['#1f4e8c', [31, 78, 140]],
  ] as const;

  it.each(grounds)('transparent ink on %s is what ink on such paper is', (paper, ground) => {
    for (const ink of ['#1a1a1a', '#c02020']) {
      const onNothing = drawStrip(strip, { ...looks.ink, ink, paper: null }).picture;
      const onPaper = drawStrip(strip, { ...looks.ink, ink, paper }).picture;
      const mixed = over(onNothing, ground);
      const drawn = (at: number) => {
        const own = onPaper.pixels.subarray(at * onPaper.channels, (at + 1) * onPaper.channels);
        return ground.map((_, colour) => own[own.length === 1 ? 0 : colour] ?? 0);
      };
      const worst = mixed.reduce((most, colours, at) => {
        const own = drawn(at);
        return Math.max(
          most,
          ...colours.map((level, colour) => Math.abs(level - (own[colour] ?? 0))),
        );
      }, 0);
      expect(worst).toBeLessThanOrEqual(0.51);
    }
  });

  it.each<[Partial<Look>, number]>([
    [{ ink: '#000000', paper: '#ffffff' }, 1],
    [{ ink: '#1a1a1a', paper: null }, 2],
    [{ ink: '#000000', paper: '#fffff0' }, 3],
    [{ ink: '#00007f', paper: null }, 4],
  ])('%j takes %d channels', (colours, channels) => {
    expect(drawStrip(strip, { ...looks.ink, ...colours }).picture.channels).toBe(channels);
  });

  it('inverted are each the opposite', () => {
    const plain = drawStrip(strip, looks.blueprint).picture;
    const opposite = drawStrip(strip, { ...looks.blueprint, invert: true }).picture;
    plain.pixels.forEach((level, at) => {
      if (Math.abs(255 - level - (opposite.pixels[at] ?? 0)) > 1) expect.fail(`at ${at}`);
    });
  });
});

describe('boxes', () => {
  const inside = ({ left, top, width, height }: Box, x: number, y: number) =>
    x >= left && x < left + width && y >= top && y < top + height;

  const cases: readonly (readonly [string, Strip, Look])[] = [
    ['of smooth strokes', strip, looks.ink],
    ['of slanted ones', strip, { ...looks.paper, shear: 0.3, scale: 3.3 }],
    ['of broad ones', strip, { ...looks.ink, lineWidth: 1.5 }],
    ['of small ones', strip, { ...looks.paper, height: 16 }],
  ];

  it.each(cases)('%s hold all ink, and reach it on each side', (_, drawn, look) => {
    const { width, height, alpha, boxes } = inkStrip(drawn, look);
    for (let y = 0; y < height; y++) {
      for (let x = 0; x < width; x++) {
        const ink = alpha[y * width + x] ?? 0;
        if (ink > 0 && !boxes.some((box) => inside(box, x, y))) expect.fail(`ink at ${x}, ${y}`);
      }
    }
    for (const { left, top, width: across, height: down } of boxes) {
      const inkOf = (fromX: number, fromY: number, columns: number, rows: number) =>
        Array.from({ length: rows }, (_, row) =>
          sum(
            alpha.subarray((fromY + row) * width + fromX, (fromY + row) * width + fromX + columns),
          ),
        );
      expect(sum(inkOf(left, top, across, 1))).toBeGreaterThan(0);
      expect(sum(inkOf(left, top + down - 1, across, 1))).toBeGreaterThan(0);
      expect(sum(inkOf(left, top, 1, down))).toBeGreaterThan(0);
      expect(sum(inkOf(left + across - 1, top, 1, down))).toBeGreaterThan(0);
    }
  });

  it('of a blank is its gap', () => {
    const [first, second] = realDigits(2).map((digit) => markOf(digit));
    if (!first || !second) throw new Error('two digits');
    const image = { width: 9, height: 28, pixels: new Uint8Array(9 * 28) };
    const blank = { text: ' ', image, whole: { image, column: 0 } };
    const marks = [first, blank, second];
    const { boxes, height } = inkStrip({ marks, gaps: [2, 2] }, { ...looks.ink, margin: 1 });
    expect(boxes[1]).toEqual({ left: 4 * (1 + first.image.width + 2), top: 0, width: 36, height });
  });
});
