/**
 * Spreads each point of a picture: twice a mean over a box, which is about a bell.
 *
 * @param levels [height, width], 0 to 32,767; changed in place
 * @param radius how far a point gets at most, in pixels, rounded up to whole ones
 */
export function blur(
  levels: Int32Array,
  { width, height }: { width: number; height: number },
  radius: number,
): void {
  if (radius <= 0) return;
  // Whole pixels for one of both, so that together they reach no further than they may.
  const first = Math.min(radius, Math.ceil(Math.ceil(radius) / 2));
  for (const reach of [first, radius - first]) {
    if (reach <= 0) continue;
    const box = boxOf(reach);
    for (let row = 0; row < height; row++) {
      spread(levels, { start: row * width, length: width, step: 1 }, box);
    }
    for (let column = 0; column < width; column++) {
      spread(levels, { start: column, length: height, step: width }, box);
    }
  }
}

/** A box whose two outermost pixels count in part. Weights add up to 65,536. */
interface Box {
  /** Pixels on each side, the outermost among them. */
  readonly side: number;
  readonly inner: number;
  readonly outer: number;
}

function boxOf(reach: number): Box {
  const side = Math.ceil(reach);
  const part = reach - (side - 1);
  const outer = Math.round((65_536 * part) / (2 * reach + 1));
  return { side, outer, inner: (65_536 - 2 * outer) / (2 * side - 1) };
}

/** A row or a column. */
interface Line {
  /** Of its first pixel. */
  readonly start: number;
  readonly length: number;
  /** From one pixel to the next. */
  readonly step: number;
}

/** A line as it was, and how it goes on beyond its ends; used again. */
let before = new Int32Array(1_024);

function spread(levels: Int32Array, line: Line, { side, inner, outer }: Box): void {
  const { start, length, step } = line;
  copyLine(levels, line, side);
  const from = before;
  let sum = 0;
  for (let place = 1; place < 2 * side; place++) sum += from[place] ?? 0;
  let to = start;
  for (let place = 0; place < length; place++, to += step) {
    const leaving = place + 1;
    const coming = place + 2 * side;
    const edges = (from[place] ?? 0) + (from[coming] ?? 0);
    levels[to] = (sum * inner + edges * outer + 32_768) / 65_536;
    sum += (from[coming] ?? 0) - (from[leaving] ?? 0);
  }
}

/** Into `before`, with as many pixels more on each side: beyond its ends a line goes on as it ended. */
function copyLine(levels: Int32Array, { start, length, step }: Line, side: number): void {
  if (before.length < length + 2 * side) before = new Int32Array(2 * (length + 2 * side));
  let at = start;
  for (let place = side; place < side + length; place++, at += step)
    before[place] = levels[at] ?? 0;
  before.fill(levels[start] ?? 0, 0, side);
  before.fill(levels[at - step] ?? 0, side + length, side + length + side);
}
