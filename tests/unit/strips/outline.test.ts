import { describe, expect, it } from 'vitest';
import type { GreyImage } from '../../../src-shared/digits/grey-image.js';
import { cover } from '../../../src-shared/strips/coverage.js';
import { flatOutline } from '../../../src-shared/strips/flat-outline.js';
import { type Outline, traceOutline } from '../../../src-shared/strips/outline.js';
import { inPlace } from '../../../src-shared/strips/place-outline.js';
import { pixelAt, sampleDigit } from '../digits/sample-digit.js';
import { realDigits } from './real-strip.js';

const inkOf = ({ pixels }: GreyImage) => pixels.reduce((sum, level) => sum + level / 255, 0);

/** In square pixels of the digit, measured on a lattice eight times as fine. */
function areaOf(outline: Outline): number {
  const place = { ...inPlace, scale: 8 };
  const parts = cover(flatOutline(outline), place)?.parts ?? new Float64Array();
  return parts.reduce((sum, part) => sum + part, 0) / 64;
}

/** A disc of ink: grey where its edge runs through a pixel. */
const disc = (radius: number, level = 255) =>
  sampleDigit((row, column) => {
    const distance = Math.sqrt((row - 13.5) ** 2 + (column - 13.5) ** 2);
    return Math.round(level * Math.min(1, Math.max(0, radius + 0.5 - distance)));
  });

describe('traceOutline', () => {
  it('encloses as much area as there is ink, on real digits', () => {
    for (const digit of realDigits(100)) {
      expect(Math.abs(areaOf(traceOutline(digit)) / inkOf(digit) - 1)).toBeLessThan(0.02);
    }
  });

  it('runs round a disc at its radius', () => {
    const [ring, ...others] = traceOutline(disc(7));
    expect(others).toEqual([]);
    const radii = (ring ?? []).map(({ end }) => Math.sqrt((end.x - 14) ** 2 + (end.y - 14) ** 2));
    expect(Math.min(...radii)).toBeGreaterThan(6.9);
    expect(Math.max(...radii)).toBeLessThan(7.1);
  });

  it('goes round the hole of a ring of ink the other way', () => {
    const hole = disc(4);
    const ring = {
      ...disc(9),
      pixels: disc(9).pixels.map((level, at) => level - (hole.pixels[at] ?? 0)),
    };
    const outline = traceOutline(ring);
    expect(outline).toHaveLength(2);
    expect(areaOf(outline)).toBeCloseTo(Math.PI * (81 - 16), -1);
  });

  it('keeps a stroke that is faint all over', () => {
    expect(areaOf(traceOutline(disc(7, 90)))).toBeGreaterThan(0.9 * inkOf(disc(7, 90)));
  });

  it.each([0.6, 1, 1.5])(
    'makes strokes %d times as broad, as far as the area says',
    (lineWidth) => {
      for (const digit of realDigits(20)) {
        const times = areaOf(traceOutline(digit, lineWidth)) / inkOf(digit);
        expect(Math.abs(times - lineWidth)).toBeLessThan(0.04 * lineWidth);
      }
    },
  );

  it('is nothing without ink, and without more than a speck', () => {
    expect(traceOutline(sampleDigit(() => 0))).toEqual([]);
    expect(
      traceOutline(sampleDigit((row, column) => (row === 3 && column === 3 ? 60 : 0))),
    ).toEqual([]);
  });

  it('leaves out grey spots beside the strokes, however broad they become', () => {
    const stroke = disc(6);
    const spotted = { ...stroke, pixels: stroke.pixels.slice() };
    for (const [row, column] of [
      [2, 2],
      [2, 3],
      [3, 3],
      [25, 24],
    ] as const) {
      spotted.pixels[28 * row + column] = 110;
    }
    expect(traceOutline(spotted, 1.6)).toHaveLength(1);
    expect(traceOutline(spotted)).toEqual(traceOutline(stroke));
  });

  it('keeps a second stroke that stands by itself', () => {
    const two = sampleDigit((row, column) =>
      row > 4 && row < 20 && (column % 10 === 4 || column % 10 === 5) && column < 20
        ? column < 10
          ? 250
          : 140
        : 0,
    );
    expect(traceOutline(two)).toHaveLength(2);
  });

  it('reaches the edges of its image', () => {
    const outline = traceOutline(sampleDigit((_, column) => (column < 3 ? 255 : 0)));
    expect(areaOf(outline)).toBeCloseTo(84, 0);
  });

  it('is the same wherever in its image the ink lies', () => {
    const small = disc(5);
    const moved = sampleDigit((row, column) => pixelAt(small, row + 6, column - 7) ?? 0);
    const ends = traceOutline(small).flatMap((ring) => ring.map(({ end }) => end));
    const others = traceOutline(moved).flatMap((ring) => ring.map(({ end }) => end));
    expect(others).toHaveLength(ends.length);
    for (const [at, { x, y }] of ends.entries()) {
      expect(others[at]?.x).toBeCloseTo(x + 7, 9);
      expect(others[at]?.y).toBeCloseTo(y - 6, 9);
    }
  });

  it('needs few curves', () => {
    const counts = realDigits(100).map((digit) => traceOutline(digit).flat().length);
    expect(counts.reduce((sum, count) => sum + count) / counts.length).toBeLessThan(60);
  });
});
