import { dctScales, forwardDct, inverseDct } from './dct.js';

/** A side of a block. */
const side = 8;

/** ITU-T T.81 (1992), tables K.1 and K.2: how finely light and colour are kept. */
const light = [
  16, 11, 10, 16, 24, 40, 51, 61, 12, 12, 14, 19, 26, 58, 60, 55, 14, 13, 16, 24, 40, 57, 69, 56,
  14, 17, 22, 29, 51, 87, 80, 62, 18, 22, 37, 56, 68, 109, 103, 77, 24, 35, 55, 64, 81, 104, 113,
  92, 49, 64, 78, 87, 103, 121, 120, 101, 72, 92, 95, 98, 112, 100, 103, 99,
];
const colour = [
  17, 18, 24, 47, 99, 99, 99, 99, 18, 21, 26, 66, 99, 99, 99, 99, 24, 26, 56, 99, 99, 99, 99, 99,
  47, 66, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99,
  99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99,
];

const tables = { light, colour } as const;

/** Where the blocks of a picture lie: its upper left corner is a pixel of the first one. */
export interface JpegPlace {
  /** 1 to 100, as libjpeg's. */
  readonly quality: number;
  /** 0 to 7. */
  readonly left: number;
  readonly top: number;
  readonly kind: keyof typeof tables;
}

/**
 * What a JPEG keeps of a plane, cut out of a larger picture.
 *
 * @param plane [height, width], 0 to 255; changed in place
 */
export function throughJpeg(
  plane: Uint8Array,
  { width, height }: { width: number; height: number },
  { quality, left, top, kind }: JpegPlace,
): void {
  const levels = new Uint8ClampedArray(plane.buffer, plane.byteOffset, plane.length);
  const { keep, restore } = stepsOf(quality, tables[kind]);
  for (let y = -top; y < height; y += side) {
    for (let x = -left; x < width; x += side) {
      const part = { x, y, width, height };
      read(plane, part);
      for (let at = 0; at < side; at++) forwardDct(block, at * side, 1);
      for (let at = 0; at < side; at++) forwardDct(block, at, side);
      for (let at = 0; at < block.length; at++) {
        block[at] = Math.round((block[at] ?? 0) * (keep[at] ?? 0)) * (restore[at] ?? 0);
      }
      for (let at = 0; at < side; at++) inverseDct(block, at, side);
      for (let at = 0; at < side; at++) inverseDct(block, at * side, 1);
      write(levels, part);
    }
  }
}

/** Room for one, used again. */
const block = new Float64Array(side * side);

interface Part {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

/** Beyond the edges the picture goes on as it ended. */
function read(plane: Uint8Array, { x, y, width, height }: Part): void {
  const isInside = x >= 0 && x + side <= width;
  for (let row = 0; row < side; row++) {
    const from = Math.min(height - 1, Math.max(0, y + row)) * width;
    const to = row * side;
    for (let column = 0; column < side; column++) {
      const at = isInside ? x + column : Math.min(width - 1, Math.max(0, x + column));
      block[to + column] = (plane[from + at] ?? 0) - 128;
    }
  }
}

function write(levels: Uint8ClampedArray, { x, y, width, height }: Part): void {
  const [firstRow, endRow] = [Math.max(0, -y), Math.min(side, height - y)];
  const [firstColumn, endColumn] = [Math.max(0, -x), Math.min(side, width - x)];
  for (let row = firstRow; row < endRow; row++) {
    for (let column = firstColumn; column < endColumn; column++) {
      levels[(y + row) * width + x + column] = Math.round((block[row * side + column] ?? 0) + 128);
    }
  }
}

interface Steps {
  /** Of a coefficient as `forwardDct` gives it: how many steps it is. */
  readonly keep: Float64Array;
  /** Of a step: what `inverseDct` wants. */
  readonly restore: Float64Array;
}

const known = new Map<string, Steps>();

function stepsOf(quality: number, table: readonly number[]): Steps {
  const name = `${quality} ${table[0]}`;
  let steps = known.get(name);
  if (!steps) {
    const times = quality < 50 ? Math.floor(5_000 / quality) : 200 - 2 * quality;
    const sizes = table.map((size) =>
      Math.min(255, Math.max(1, Math.floor((size * times + 50) / 100))),
    );
    const scaleOf = (at: number) => (dctScales[at >> 3] ?? 1) * (dctScales[at & 7] ?? 1);
    steps = {
      keep: Float64Array.from(sizes, (size, at) => 1 / (size * scaleOf(at) * side)),
      restore: Float64Array.from(sizes, (size, at) => (size * scaleOf(at)) / side),
    };
    known.set(name, steps);
  }
  return steps;
}
