import { type FlatOutline, perCurve } from './flat-outline.js';
import type { Placing } from './place-outline.js';

/**
 * An outline for a line that falls, to be placed by the same shear.
 *
 * @param slope pixels that a point lies lower for each that it comes to lie further right
 */
export function slopeOutline(
  outline: FlatOutline,
  {
    slope,
    wide,
    shear,
    foot,
  }: Pick<Placing, 'wide' | 'shear' | 'foot'> & { readonly slope: number },
): FlatOutline {
  const { numbers, rings } = inPixels(outline);
  for (const { from, end } of rings) {
    for (let at = from; at < end; at += 2) {
      const [x, y] = [numbers[at] ?? 0, numbers[at + 1] ?? 0];
      const lower = slope * (wide * x + shear * (foot - y));
      // What the shear will do to the new height is taken back.
      numbers[at] = x + (shear * lower) / wide;
      numbers[at + 1] = y + lower;
    }
  }
  return { numbers, unit: 1 };
}

/**
 * An outline whose edge has moved outwards: its strokes are broader by twice as much. The edge's curves move
 * along their normals, each end by itself, which is exact enough for the fractions of a stroke's width that
 * hands differ by.
 *
 * W. Tiller and E. Hanson, "Offsets of two-dimensional profiles", IEEE Computer Graphics and Applications
 * 4 (9), 1984.
 *
 * @param grow in pixels of the outline; negative where the ink becomes less
 */
export function growOutline(outline: FlatOutline, grow: number): FlatOutline {
  const { numbers, rings } = inPixels(outline);
  // Rings around ink run one way, which their sum has.
  const area = rings.reduce((sum, ring) => sum + areaOf(numbers, ring), 0);
  const outwards = area < 0 ? -grow : grow;
  const from = Float64Array.from(numbers);
  for (const { from: first, end } of rings) {
    let start = end - 2;
    for (let at = first; at < end; at += perCurve) {
      const last = at + 4;
      findNormal(from, start, at, at + 2, last);
      move(numbers, at, outwards);
      findNormal(from, last, at + 2, at, start);
      move(numbers, at + 2, -outwards);
      move(numbers, last, -outwards);
      start = last;
    }
  }
  return { numbers, unit: 1 };
}

/** Where a ring's points lie among the numbers. */
interface RingPlace {
  readonly from: number;
  readonly end: number;
}

/** A copy whose coordinates are pixels. */
function inPixels({ numbers: given, unit }: FlatOutline): {
  numbers: Float64Array;
  rings: RingPlace[];
} {
  const numbers = Float64Array.from(given);
  const rings: RingPlace[] = [];
  for (let at = 1; at < numbers.length; ) {
    const from = at + 1;
    const end = from + perCurve * (numbers[at] ?? 0);
    for (let place = from; place < end; place++) numbers[place] = (numbers[place] ?? 0) * unit;
    if (end > from) rings.push({ from, end });
    at = end;
  }
  return { numbers, rings };
}

/** What was found last: there are two for each curve, and millions of curves. */
const normal = { x: 0, y: 0, length: 1 };

/** To the right of the direction from a point to the first of three that lies elsewhere, all by their places. */
function findNormal(
  numbers: Float64Array,
  from: number,
  first: number,
  second: number,
  third: number,
): void {
  if (isNormal(numbers, from, first) || isNormal(numbers, from, second)) return;
  if (isNormal(numbers, from, third)) return;
  normal.x = 0;
  normal.y = 0;
  normal.length = 1;
}

/** Whether a point lies elsewhere than another, by their places. Then the normal is that of the way to it. */
function isNormal(numbers: Float64Array, from: number, to: number): boolean {
  const x = (numbers[to] ?? 0) - (numbers[from] ?? 0);
  const y = (numbers[to + 1] ?? 0) - (numbers[from + 1] ?? 0);
  const length = Math.sqrt(x * x + y * y);
  normal.x = y;
  normal.y = -x;
  normal.length = length;
  return length > 1e-9;
}

/** Moves a point along the normal. @param by so far */
function move(numbers: Float64Array, place: number, by: number): void {
  numbers[place] = (numbers[place] ?? 0) + (by * normal.x) / normal.length;
  numbers[place + 1] = (numbers[place + 1] ?? 0) + (by * normal.y) / normal.length;
}

/** Twice the signed area between the ends of a ring's curves. */
function areaOf(numbers: Float64Array, { from, end }: RingPlace): number {
  let before = end - 2;
  let sum = 0;
  for (let at = from + 4; at < end; at += perCurve) {
    sum += (numbers[before] ?? 0) * (numbers[at + 1] ?? 0);
    sum -= (numbers[at] ?? 0) * (numbers[before + 1] ?? 0);
    before = at;
  }
  return sum;
}
