import type { Curve, Point } from './fit-curves.js';
import type { Outline } from './outline.js';

/** How much of each pixel of a part of a picture is covered. */
export interface Coverage {
  /** The part's place and size, in pixels of the picture. */
  readonly left: number;
  readonly top: number;
  readonly width: number;
  readonly height: number;
  /** [height, width] row by row from the top left, 0 to 1. */
  readonly parts: Float64Array;
}

/** How far a straight piece may lie off its curve, in pixels. */
const flatness = 0.01;

/**
 * The exact area that an outline, in pixels of the picture, covers of each pixel, within the smallest
 * frame that holds all of it; null where there is no ink.
 *
 * Each edge adds the area to its right to the pixels that it crosses; the sum along a row is the
 * coverage. R. Levien, "Inside the fastest font renderer in the world", 2016 (font-rs). Of a data set
 * millions of outlines are drawn: nothing is allocated but what is given back.
 */
export function cover(outline: Outline): Coverage | null {
  const lines = piecesOf(outline);
  const frame = frameOf(lines);
  if (frame === null) return null;
  const { left, top, width, height } = frame;
  const stride = width + 2;
  const sums: Sums = { values: new Float64Array(stride * height), stride };
  for (let ring = 0; ring < lines.rings.length; ring++) {
    const first = lines.rings[ring] ?? 0;
    const end = lines.rings[ring + 1] ?? lines.count;
    for (let at = first; at + 1 < end; at++) {
      const x = (lines.x[at] ?? 0) - left;
      const y = (lines.y[at] ?? 0) - top;
      addEdge(sums, x, y, (lines.x[at + 1] ?? 0) - left, (lines.y[at + 1] ?? 0) - top);
    }
  }
  const parts = new Float64Array(width * height);
  for (let row = 0; row < height; row++) {
    let sum = 0;
    for (let column = 0; column < width; column++) {
      sum += sums.values[row * stride + column] ?? 0;
      parts[row * width + column] = Math.min(1, Math.abs(sum));
    }
  }
  return { left, top, width, height, parts };
}

/** Rings as straight pieces, each from its beginning back to it. */
interface Lines {
  /** Places of the points, of which the first `count` are in use. */
  x: Float64Array;
  y: Float64Array;
  count: number;
  /** The first point of each ring. */
  readonly rings: number[];
}

/** The room is used again: it is nobody's beyond one call of `cover`. */
const scratch: Lines = {
  x: new Float64Array(1024),
  y: new Float64Array(1024),
  count: 0,
  rings: [],
};

function piecesOf(outline: Outline): Lines {
  const lines = scratch;
  lines.count = 0;
  lines.rings.length = 0;
  for (const ring of outline) {
    const last = ring.at(-1);
    if (last === undefined) continue;
    lines.rings.push(lines.count);
    let start = last.end;
    addPoint(lines, start.x, start.y);
    for (const curve of ring) {
      const pieces = piecesOfCurve(start, curve);
      for (let piece = 1; piece < pieces; piece++) addPointOn(lines, start, curve, piece / pieces);
      addPoint(lines, curve.end.x, curve.end.y);
      start = curve.end;
    }
  }
  return lines;
}

function addPoint(lines: Lines, x: number, y: number): void {
  if (lines.count === lines.x.length) {
    lines.x = doubled(lines.x);
    lines.y = doubled(lines.y);
  }
  lines.x[lines.count] = x;
  lines.y[lines.count] = y;
  lines.count++;
}

function doubled(values: Float64Array): Float64Array {
  const more = new Float64Array(2 * values.length);
  more.set(values);
  return more;
}

/** As `pointOn` has it. */
function addPointOn(
  lines: Lines,
  start: Point,
  { control1, control2, end }: Curve,
  part: number,
): void {
  const rest = 1 - part;
  const a = rest * rest * rest;
  const b = 3 * rest * rest * part;
  const c = 3 * rest * part * part;
  const d = part * part * part;
  addPoint(
    lines,
    a * start.x + b * control1.x + c * control2.x + d * end.x,
    a * start.y + b * control1.y + c * control2.y + d * end.y,
  );
}

/**
 * How many straight pieces of equal parts stay so close to a curve: its second derivative says it.
 * G. Wang, "The subdivision method for finding the intersection between two Bézier curves or surfaces",
 * Zhejiang University Journal, 1984.
 */
function piecesOfCurve(start: Point, { control1, control2, end }: Curve): number {
  const most = Math.max(bend(start, control1, control2), bend(control1, control2, end));
  return Math.max(1, Math.ceil(Math.sqrt((0.75 * Math.sqrt(most)) / flatness)));
}

function bend(from: Point, middle: Point, to: Point): number {
  const x = from.x - 2 * middle.x + to.x;
  const y = from.y - 2 * middle.y + to.y;
  return x * x + y * y;
}

function frameOf({ x, y, count }: Lines): Omit<Coverage, 'parts'> | null {
  let [left, top] = [Number.POSITIVE_INFINITY, Number.POSITIVE_INFINITY];
  let [right, bottom] = [Number.NEGATIVE_INFINITY, Number.NEGATIVE_INFINITY];
  for (let at = 0; at < count; at++) {
    const across = x[at] ?? 0;
    const down = y[at] ?? 0;
    if (across < left) left = across;
    if (across > right) right = across;
    if (down < top) top = down;
    if (down > bottom) bottom = down;
  }
  if (right <= left || bottom <= top) return null;
  const [firstColumn, firstRow] = [Math.floor(left), Math.floor(top)];
  return {
    left: firstColumn,
    top: firstRow,
    width: Math.ceil(right) - firstColumn,
    height: Math.ceil(bottom) - firstRow,
  };
}

/** The sums of a part of a picture, row by row: pixel by pixel what is covered more than of the one before. */
interface Sums {
  readonly values: Float64Array;
  /** Values of a row: its pixels, and two for what lies right of the last one. */
  readonly stride: number;
}

/** Adds what lies to the right of an edge. All of the edge lies inside. */
function addEdge(sums: Sums, fromX: number, fromY: number, toX: number, toY: number): void {
  if (fromY === toY) return;
  const isDown = fromY < toY;
  const upperX = isDown ? fromX : toX;
  const upperY = isDown ? fromY : toY;
  const lowerX = isDown ? toX : fromX;
  const lowerY = isDown ? toY : fromY;
  const leftmost = Math.min(fromX, toX);
  const rightmost = Math.max(fromX, toX);
  const slope = (lowerX - upperX) / (lowerY - upperY);
  for (let row = Math.floor(upperY); row < lowerY; row++) {
    const begin = Math.max(row, upperY);
    const end = Math.min(row + 1, lowerY);
    const enter = Math.min(rightmost, Math.max(leftmost, upperX + slope * (begin - upperY)));
    const leave = Math.min(rightmost, Math.max(leftmost, upperX + slope * (end - upperY)));
    const rise = (isDown ? 1 : -1) * (end - begin);
    addInRow(sums, row * sums.stride, rise, Math.min(enter, leave), Math.max(enter, leave));
  }
}

/** An edge within a row: of each pixel it covers what lies to its right, of those after it all. */
function addInRow({ values }: Sums, row: number, rise: number, left: number, right: number): void {
  const first = Math.floor(left);
  const last = Math.floor(right);
  let passed = 0;
  let coveredBefore = 0;
  for (let column = first; column <= last; column++) {
    const enter = Math.max(left, column);
    const leave = Math.min(right, column + 1);
    const here = first === last ? rise : (rise * (leave - enter)) / (right - left);
    const covered = passed + here * (1 - ((enter + leave) / 2 - column));
    values[row + column] = (values[row + column] ?? 0) + covered - coveredBefore;
    coveredBefore = covered;
    passed += here;
  }
  values[row + last + 1] = (values[row + last + 1] ?? 0) + rise - coveredBefore;
}
