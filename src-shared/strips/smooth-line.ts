import type { Point } from './fit-curves.js';

/** Points on each side that a point is averaged with. */
const reach = 7;
/** Tukey's biweight. */
const weights = Array.from({ length: 2 * reach + 1 }, (_, at) => {
  const away = (at - reach) / (reach + 1);
  return (1 - away * away) * (1 - away * away);
});
const total = weights.reduce((sum, weight) => sum + weight, 0);

const rounds = 2;
/** A step towards the average, and a larger one away from it: what bends gently stays in its place. */
const steps = [1, -1.02];

/**
 * A closed line without the wavering that pixels leave in it. It does not shrink, and what is apart stays
 * apart.
 *
 * G. Taubin, "A signal processing approach to fair surface design", SIGGRAPH 1995.
 *
 * @param points about a quarter of a pixel apart; a line of a few is left as it is
 */
export function smoothLine(points: readonly Point[]): readonly Point[] {
  if (points.length <= 2 * weights.length) return points;
  let line = points;
  for (let round = 0; round < rounds; round++) {
    for (const step of steps) line = moved(line, step);
  }
  return line;
}

/** @param step part of the way to the average of the neighbours */
function moved(line: readonly Point[], step: number): Point[] {
  return line.map(({ x, y }, at) => {
    let [sumX, sumY] = [0, 0];
    for (let offset = -reach; offset <= reach; offset++) {
      const neighbour = line[(at + offset + line.length) % line.length];
      if (neighbour === undefined) continue;
      const weight = weights[offset + reach] ?? 0;
      sumX += weight * neighbour.x;
      sumY += weight * neighbour.y;
    }
    return { x: x + step * (sumX / total - x), y: y + step * (sumY / total - y) };
  });
}
