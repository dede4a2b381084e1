import { describe, expect, it } from 'vitest';
import { RandomSequence } from '../../../src-shared/random/streams.js';
import { Canvas } from '../../../src-shared/strips/canvas.js';
import { type Coverage, cover } from '../../../src-shared/strips/coverage.js';
import type { Ring } from '../../../src-shared/strips/fit-curves.js';
import { flatOutline, noOutline } from '../../../src-shared/strips/flat-outline.js';
import { inPlace } from '../../../src-shared/strips/place-outline.js';

/** Straight lines as curves. */
function polygon(...points: readonly (readonly [number, number])[]): Ring {
  const corners = points.map(([x, y]) => ({ x, y }));
  return corners.map((end, at) => {
    const start = corners.at(at - 1) ?? end;
    const between = (part: number) => ({
      x: start.x + part * (end.x - start.x),
      y: start.y + part * (end.y - start.y),
    });
    return { control1: between(1 / 3), control2: between(2 / 3), end };
  });
}

function covered(...rings: Ring[]): Coverage {
  const coverage = cover(flatOutline(rings));
  if (coverage === null) throw new Error('There is no ink.');
  return coverage;
}

const total = ({ parts }: Coverage) => parts.reduce((sum, part) => sum + part, 0);

describe('cover', () => {
  it('is the exact part of each pixel', () => {
    const { parts, ...frame } = covered(polygon([1.25, 1.5], [3.5, 1.5], [3.5, 3], [1.25, 3]));
    expect(frame).toEqual({ left: 1, top: 1, width: 3, height: 2 });
    const expected = [0.375, 0.5, 0.25, 0.75, 1, 0.5];
    for (const [at, part] of parts.entries()) expect(part).toBeCloseTo(expected[at] ?? -1, 12);
  });

  it('of a slanted edge is the area beside it', () => {
    const { parts } = covered(polygon([0, 0], [2, 0], [0, 2]));
    expect([...parts].map((part) => Math.round(part * 1e9) / 1e9)).toEqual([1, 0.5, 0.5, 0]);
  });

  it('leaves a hole out, which runs the other way round', () => {
    const outer = polygon([0, 0], [4, 0], [4, 4], [0, 4]);
    const hole = polygon([1, 1], [1, 3], [3, 3], [3, 1]);
    const { parts } = covered(outer, hole);
    expect([...parts]).toEqual([1, 1, 1, 1, 1, 0, 0, 1, 1, 0, 0, 1, 1, 1, 1, 1]);
  });

  it('adds up to the area, wherever the shape lies and however small or steep it is', () => {
    const random = new RandomSequence(7, { stream: 'layout', index: 0 });
    const place = () => (random.nextUniform() - 0.5) * 40;
    for (let round = 0; round < 300; round++) {
      const [a, b, c] = [place(), place(), place()];
      const [d, e, f] = [
        place(),
        round % 3 === 0 ? b : place(),
        round % 5 === 0 ? Math.round(a) : place(),
      ];
      const area = Math.abs((c - a) * (f - b) - (e - a) * (d - b)) / 2;
      const coverage = cover(flatOutline([polygon([a, b], [c, d], [e, f])]));
      expect(coverage === null ? 0 : total(coverage)).toBeCloseTo(area, 8);
      expect(coverage?.parts.every((part) => part >= -1e-12 && part <= 1) ?? true).toBe(true);
    }
  });

  it('of a circle is that of its curves', () => {
    const k = 0.5522847498;
    const arc = (x: number, y: number, u: number, v: number) => ({
      control1: { x: 9 + 7 * (x + k * -y), y: 9 + 7 * (y + k * x) },
      control2: { x: 9 + 7 * (u + k * v), y: 9 + 7 * (v - k * u) },
      end: { x: 9 + 7 * u, y: 9 + 7 * v },
    });
    const circle = covered([
      arc(1, 0, 0, 1),
      arc(0, 1, -1, 0),
      arc(-1, 0, 0, -1),
      arc(0, -1, 1, 0),
    ]);
    expect(Math.abs(total(circle) - Math.PI * 49)).toBeLessThan(0.3);
    expect(circle).toMatchObject({ left: 2, top: 2, width: 14, height: 14 });
  });

  it('is nothing without ink', () => {
    expect(cover(noOutline)).toBeNull();
    expect(cover(flatOutline([polygon([1, 1], [2, 1])]))).toBeNull();
  });
});

describe('a canvas', () => {
  it('has the ink of each pixel in whole steps, and the box and mask of what is dark enough', () => {
    const sequence = new RandomSequence(3, { stream: 'layout', index: 0 });
    const [width, height] = [40, 30];
    for (let round = 0; round < 40; round++) {
      const corners = Array.from(
        { length: 5 },
        () => [60 * sequence.nextUniform() - 10, 50 * sequence.nextUniform() - 10] as const,
      );
      const outline = flatOutline([polygon(...corners)]);
      const canvas = new Canvas(width, height);
      const box = canvas.add(outline, inPlace, 7);
      const { parts, ...frame } = covered(polygon(...corners));
      const ink = new Uint8Array(width * height);
      for (const [at, part] of parts.entries()) {
        const x = frame.left + (at % frame.width);
        const y = frame.top + Math.floor(at / frame.width);
        const isInside = x >= 0 && x < width && y >= 0 && y < height;
        if (isInside) ink[y * width + x] = Math.round(255 * part);
      }
      expect(Buffer.compare(canvas.ink, ink)).toBe(0);
      const dark = [...ink.keys()].filter((at) => (ink[at] ?? 0) >= 32);
      expect(canvas.mask).toEqual(ink.map((step) => (step >= 32 ? 7 : 0)));
      const [xs, ys] = [dark.map((at) => at % width), dark.map((at) => Math.floor(at / width))];
      const [left, top] = [Math.min(...xs), Math.min(...ys)];
      const size = { width: Math.max(...xs) - left + 1, height: Math.max(...ys) - top + 1 };
      expect(box).toEqual(dark.length === 0 ? null : { left, top, ...size });
    }
  });
});
