import { expect, it } from 'vitest';
import { distance, fitCurves, pointOn } from '../../../src-shared/strips/fit-curves.js';

/** An egg with a dent, in points a quarter of a pixel apart. */
const line = Array.from({ length: 160 }, (_, at) => {
  const turn = (2 * Math.PI * at) / 160;
  const reach = 6 + 1.5 * Math.cos(turn) - 2 * Math.exp(-8 * (turn - 3) ** 2);
  return { x: 10 + reach * Math.cos(turn), y: 10 + reach * Math.sin(turn) };
});

it('stays within 0.03 pixels of every point, with far fewer curves than points', () => {
  const ring = fitCurves(line);
  expect(ring.length).toBeLessThan(line.length / 3);
  const reached = ring.flatMap((curve, at) => {
    const start = ring.at(at - 1)?.end ?? curve.end;
    return Array.from({ length: 400 }, (_, part) => pointOn(start, curve, part / 400));
  });
  for (const point of line) {
    expect(Math.min(...reached.map((each) => distance(each, point)))).toBeLessThan(0.035);
  }
});

it('ends where it begins', () => {
  const ring = fitCurves(line);
  expect(ring.at(-1)?.end).toEqual(line[0]);
});

it('takes a triangle of three points', () => {
  const corners = [
    { x: 0, y: 0 },
    { x: 1, y: 0 },
    { x: 0, y: 1 },
  ];
  expect(fitCurves(corners).map(({ end }) => end)).toEqual([corners[1], corners[2], corners[0]]);
});
