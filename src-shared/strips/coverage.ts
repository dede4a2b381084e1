import { type FlatOutline, perCurve } from './flat-outline.js';
import { inPlace, type PlacedPoints, type Placing, placePoints } from './place-outline.js';

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
 * The exact area that an outline covers of each pixel, within the smallest frame that holds all of it;
 * null where there is no ink.
 */
export function cover(outline: FlatOutline, placing: Placing = inPlace): Coverage | null {
  const sums = coverageSums(outline, placing);
  if (sums === null) return null;
  const { left, top, width, height, stride, values } = sums;
  const parts = new Float64Array(width * height);
  for (let row = 0; row < height; row++) {
    let sum = 0;
    for (let column = 0; column < width; column++) {
      sum += values[row * stride + column] ?? 0;
      parts[row * width + column] = Math.min(1, Math.abs(sum));
    }
  }
  return { left, top, width, height, parts };
}

/**
 * What `cover` adds up: along a row the sum of the values so far is the part of the pixel that is covered,
 * positive or negative by the way that the outline runs, and over 1 where strokes cross.
 */
export interface CoverageSums extends Omit<Coverage, 'parts'> {
  /** Row by row from the top left. */
  values: Float64Array;
  /** Values of a row: its pixels, and two for what lies right of the last one. */
  readonly stride: number;
}

/** The room is used again: it is nobody's beyond one call of `coverageSums`. */
let room = new Float64Array(4096);

/**
 * Each edge adds the area to its right to the pixels that it crosses; the sum along a row is the
 * coverage. R. Levien, "Inside the fastest font renderer in the world", 2016 (font-rs). Of a data set
 * millions of outlines are drawn: nothing is allocated, and what is given back is overwritten by the
 * next call.
 */
export function coverageSums(outline: FlatOutline, placing: Placing): CoverageSums | null {
  const lines = piecesOf(placePoints(outline, placing));
  const frame = frameOf(lines);
  if (frame === null) return null;
  const { left, top, width, height } = frame;
  const stride = width + 2;
  if (room.length < stride * height) room = new Float64Array(2 * stride * height);
  room.fill(0, 0, stride * height);
  addEdges(room, lines, { left, top, stride });
  return { left, top, width, height, stride, values: room };
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

/** The room is used again, as that of the sums. */
const scratch: Lines = {
  x: new Float64Array(1024),
  y: new Float64Array(1024),
  count: 0,
  rings: [],
};

function piecesOf({ numbers, count, rings }: PlacedPoints): Lines {
  const lines = scratch;
  lines.count = 0;
  lines.rings.length = 0;
  for (let ring = 0; ring < rings.length; ring++) {
    const first = rings[ring] ?? 0;
    const end = rings[ring + 1] ?? count;
    if (end === first) continue;
    lines.rings.push(lines.count);
    let startX = numbers[end - 2] ?? 0;
    let startY = numbers[end - 1] ?? 0;
    addPoint(lines, startX, startY);
    for (let at = first; at < end; at += perCurve) {
      const x1 = numbers[at] ?? 0;
      const y1 = numbers[at + 1] ?? 0;
      const x2 = numbers[at + 2] ?? 0;
      const y2 = numbers[at + 3] ?? 0;
      const endX = numbers[at + 4] ?? 0;
      const endY = numbers[at + 5] ?? 0;
      const most = Math.max(bend(startX, x1, x2, startY, y1, y2), bend(x1, x2, endX, y1, y2, endY));
      const pieces = piecesOfCurve(most);
      for (let piece = 1; piece < pieces; piece++) {
        const part = piece / pieces;
        // As `pointOn` has it.
        const rest = 1 - part;
        const a = rest * rest * rest;
        const b = 3 * rest * rest * part;
        const c = 3 * rest * part * part;
        const d = part * part * part;
        addPoint(
          lines,
          a * startX + b * x1 + c * x2 + d * endX,
          a * startY + b * y1 + c * y2 + d * endY,
        );
      }
      addPoint(lines, endX, endY);
      startX = endX;
      startY = endY;
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

/**
 * How many straight pieces of equal parts stay so close to a curve: its second derivative says it.
 * G. Wang, "The subdivision method for finding the intersection between two Bézier curves or surfaces",
 * Zhejiang University Journal, 1984.
 *
 * @param most the larger square of its two second differences
 */
const piecesOfCurve = (most: number): number =>
  Math.max(1, Math.ceil(Math.sqrt((0.75 * Math.sqrt(most)) / flatness)));

/** The square of a second difference of three points. */
function bend(x0: number, x1: number, x2: number, y0: number, y1: number, y2: number): number {
  const x = x0 - 2 * x1 + x2;
  const y = y0 - 2 * y1 + y2;
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

/**
 * Adds what lies to the right of each edge. All of them lie inside the frame. Edges are so many that
 * handing one to a function takes longer than what is done with it.
 */
function addEdges(
  values: Float64Array,
  { x: xs, y: ys, rings, count }: Lines,
  { left, top, stride }: { left: number; top: number; stride: number },
): void {
  for (let ring = 0; ring < rings.length; ring++) {
    const first = rings[ring] ?? 0;
    const end = rings[ring + 1] ?? count;
    let fromX = (xs[first] ?? 0) - left;
    let fromY = (ys[first] ?? 0) - top;
    for (let at = first + 1; at < end; at++) {
      const toX = (xs[at] ?? 0) - left;
      const toY = (ys[at] ?? 0) - top;
      const isDownwards = fromY < toY;
      const sign = isDownwards ? 1 : -1;
      const upperX = isDownwards ? fromX : toX;
      const upperY = isDownwards ? fromY : toY;
      const lowerX = isDownwards ? toX : fromX;
      const lowerY = isDownwards ? toY : fromY;
      const isRightwards = upperX < lowerX;
      const slope = (lowerX - upperX) / (lowerY - upperY);
      let begin = upperY;
      let enter = upperX;
      // Nothing lies left of the frame or above it: `| 0` is what Math.floor gives, as a whole number. A
      // level edge has no row.
      for (let row = upperY | 0; begin < lowerY; row++) {
        let finish = row + 1;
        let leave = lowerX;
        if (finish < lowerY) {
          leave = upperX + slope * (finish - upperY);
          if (isRightwards ? leave > lowerX : leave < lowerX) leave = lowerX;
        } else {
          finish = lowerY;
        }
        const rise = sign * (finish - begin);
        const column = enter | 0;
        if (column === (leave | 0)) {
          const covered = rise * (1 - ((enter + leave) / 2 - column));
          const place = row * stride + column;
          values[place] = (values[place] ?? 0) + covered;
          values[place + 1] = (values[place + 1] ?? 0) + rise - covered;
        } else if (isRightwards) {
          addAcross(values, row * stride, rise, enter, leave);
        } else {
          addAcross(values, row * stride, rise, leave, enter);
        }
        begin = finish;
        enter = leave;
      }
      fromX = toX;
      fromY = toY;
    }
  }
}

/**
 * An edge that crosses several pixels of a row: of each it covers what lies to its right, of those after
 * it all.
 */
function addAcross(
  values: Float64Array,
  row: number,
  rise: number,
  left: number,
  right: number,
): void {
  const last = right | 0;
  let enter = left;
  let passed = 0;
  let coveredBefore = 0;
  for (let column = left | 0; column <= last; column++) {
    const leave = column < last ? column + 1 : right;
    const here = (rise * (leave - enter)) / (right - left);
    const covered = passed + here * (1 - ((enter + leave) / 2 - column));
    const place = row + column;
    values[place] = (values[place] ?? 0) + covered - coveredBefore;
    coveredBefore = covered;
    passed += here;
    enter = leave;
  }
  const behind = row + last + 1;
  values[behind] = (values[behind] ?? 0) + rise - coveredBefore;
}
