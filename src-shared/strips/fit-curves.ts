/** A point, in pixels. */
export interface Point {
  readonly x: number;
  readonly y: number;
}

/** A cubic Bézier curve that goes on where the one before it ended. */
export interface Curve {
  readonly control1: Point;
  readonly control2: Point;
  readonly end: Point;
}

/** A closed line of curves: it begins where the last one ends. */
export type Ring = readonly Curve[];

/** How far a curve may lie off the points that it stands for, in pixels. */
const tolerance = 0.03;
/** Parts that a ring is cut into to begin with: a curve that turns by more is no good. */
const leastParts = 4;

/**
 * Smooth curves along a closed line of points that lie close together: as few as stay within 0.03
 * pixels of each point. A curve takes its directions from the line itself; one that strays is halved.
 *
 * P. J. Schneider, "An algorithm for automatically fitting digitized curves", Graphics Gems, 1990: the
 * way of halving; tangents are known here, so nothing is to be fitted.
 *
 * @param points without the first one repeated at the end; at least 3
 */
export function fitCurves(points: readonly Point[]): Ring {
  const line = new ClosedLine(points);
  const parts = Math.min(leastParts, points.length);
  const cuts = Array.from({ length: parts + 1 }, (_, part) =>
    Math.round((part * points.length) / parts),
  );
  return cuts
    .slice(0, -1)
    .flatMap((from, part) => curvesBetween(line, from, cuts[part + 1] ?? from));
}

/** @param to number of the last point, at most one turn behind the first */
function curvesBetween(line: ClosedLine, from: number, to: number): Curve[] {
  const curve = line.curve(from, to);
  if (to - from < 2 || line.error(curve, from, to) <= tolerance) return [curve];
  const middle = (from + to) >> 1;
  return [...curvesBetween(line, from, middle), ...curvesBetween(line, middle, to)];
}

class ClosedLine {
  /** Of the way along the line to each point of two turns. */
  private readonly lengths: number[] = [0];

  constructor(private readonly points: readonly Point[]) {
    for (let at = 1; at <= 2 * points.length; at++) {
      const before = this.lengths[at - 1] ?? 0;
      this.lengths.push(before + distance(this.point(at - 1), this.point(at)));
    }
  }

  curve(from: number, to: number): Curve {
    const reach = this.length(from, to) / 3;
    const [start, end] = [this.point(from), this.point(to)];
    const [out, into] = [this.direction(from), this.direction(to)];
    return {
      control1: { x: start.x + reach * out.x, y: start.y + reach * out.y },
      control2: { x: end.x - reach * into.x, y: end.y - reach * into.y },
      end,
    };
  }

  /** The largest distance between a point and the curve where it has come as far. */
  error(curve: Curve, from: number, to: number): number {
    const start = this.point(from);
    const whole = this.length(from, to);
    let largest = 0;
    for (let at = from + 1; at < to; at++) {
      const reached = pointOn(start, curve, this.length(from, at) / whole);
      largest = Math.max(largest, distance(reached, this.point(at)));
    }
    return largest;
  }

  private point(at: number): Point {
    return this.points[at % this.points.length] ?? { x: 0, y: 0 };
  }

  private length(from: number, to: number): number {
    return (this.lengths[to] ?? 0) - (this.lengths[from] ?? 0);
  }

  /** Of length 1. */
  private direction(at: number): Point {
    const [before, after] = [this.point(at + this.points.length - 1), this.point(at + 1)];
    const length = distance(before, after);
    if (length === 0) return { x: 0, y: 0 };
    return { x: (after.x - before.x) / length, y: (after.y - before.y) / length };
  }
}

/** @param part of the curve's parameter, 0 to 1 */
export function pointOn(start: Point, { control1, control2, end }: Curve, part: number): Point {
  const rest = 1 - part;
  const [a, b] = [rest * rest * rest, 3 * rest * rest * part];
  const [c, d] = [3 * rest * part * part, part * part * part];
  return {
    x: a * start.x + b * control1.x + c * control2.x + d * end.x,
    y: a * start.y + b * control1.y + c * control2.y + d * end.y,
  };
}

// Math.hypot may round differently from one engine to the next; a square root is exact.
export const distance = (from: Point, to: Point): number =>
  Math.sqrt((to.x - from.x) * (to.x - from.x) + (to.y - from.y) * (to.y - from.y));
