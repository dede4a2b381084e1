import type { FineRandom } from '../../random/fine-random.js';
import type { SampleLayout } from '../lay-out-sample.js';
import { grain, grainDeviation, grainSide } from '../paper/grain.js';

/** What a shade of 1 is. */
export const shadeOne = 4_096;

/** How much of the light comes back from each place, [height, width], in 4,096ths. */
export type Shade = Int32Array;

type Sized = Pick<SampleLayout, 'width' | 'height' | 'scale'>;

const last = grainSide - 1;

/** Uneven paper. @param deviation part of the paper's level */
export function shadeTexture(
  shade: Shade,
  { width, scale }: Sized,
  { deviation, random }: { deviation: number; random: FineRandom },
): void {
  const tile = grain(scale > 2.6 ? 2 : scale > 1.4 ? 1 : 0);
  const [across, down] = [random.next(), random.next()];
  const times = Math.round((shadeOne * deviation * 256) / grainDeviation);
  let at = 0;
  for (let y = 0; at < shade.length; y++) {
    const row = ((y + down) & last) * grainSide;
    for (let x = 0; x < width; x++, at++) {
      shade[at] = (shade[at] ?? 0) + (((tile[row + ((x + across) & last)] ?? 0) * times) >> 8);
    }
  }
}

/** A lamp or a window at one side: light falls off to the other. @param missing part, at the dark end */
export function shadeLight(
  shade: Shade,
  { width, height }: Sized,
  { missing, random }: { missing: number; random: FineRandom },
): void {
  const [toLeft, toTop] = [random.between(-1, 1), random.between(-1, 1)];
  const far = Math.abs(toLeft) + Math.abs(toTop) || 1;
  const [perColumn, perRow] = [toLeft / far / width, toTop / far / height];
  // The part of the way to the dark end: 0 to 1 between two opposite corners.
  let first = 0.5 - (toLeft + toTop) / far / 2;
  for (let row = 0; row < shade.length; row += width) {
    let way = first;
    for (let at = row; at < row + width; at++) {
      shade[at] = (shade[at] ?? 0) * (1 - missing * way * (1.4 - 0.4 * way));
      way += perColumn;
    }
    first += perRow;
  }
}

/** A lens: light falls off with the square of the distance from its middle, which lies at one end. */
export function shadeCorners(
  shade: Shade,
  { width, height }: Sized,
  { missing, random }: { missing: number; random: FineRandom },
): void {
  const reach = Math.max(width, 3 * height) * random.between(0.9, 1.3);
  const middleX = random.chance(0.5)
    ? random.between(-0.1, 0.4) * width
    : random.between(0.6, 1.1) * width;
  const middleY = random.between(-1, 2) * height;
  const perPixel = missing / (reach * reach);
  let at = 0;
  for (let y = 0; y < height; y++) {
    const down = (y - middleY) * (y - middleY);
    for (let x = 0; x < width; x++, at++) {
      const lost = ((x - middleX) * (x - middleX) + down) * perPixel;
      shade[at] = (shade[at] ?? 0) * (1 - Math.min(missing, lost));
    }
  }
}

/** A shadow of a hand or a telephone: one soft edge, or two where it is a narrow one. */
export function shadeShadow(
  shade: Shade,
  { width, height }: Sized,
  { depth, random }: { depth: number; random: FineRandom },
): void {
  const [turnX, turnY] = [random.between(-1, 1), random.between(-0.6, 0.6)];
  const far = Math.sqrt(turnX * turnX + turnY * turnY) || 1;
  const soft = height * random.between(0.15, 1.2);
  const broad = random.chance(0.4) ? height * random.between(0.5, 2) : 1e9;
  const [alongX, alongY] = [turnX / far, turnY / far];
  const begin = random.between(0.1, 0.9) * width * alongX + random.uniform() * height * alongY;
  let at = 0;
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++, at++) {
      const way = x * alongX + y * alongY - begin;
      const dark = edge(way / soft) - edge((way - broad) / soft);
      if (dark > 0) shade[at] = (shade[at] ?? 0) * (1 - depth * dark);
    }
  }
}

/** From 0 to 1, smooth, about 0. */
function edge(way: number): number {
  if (way <= -0.5) return 0;
  if (way >= 0.5) return 1;
  const part = way + 0.5;
  return part * part * (3 - 2 * part);
}

/** A fold: a thin dark line, light beside it, and paper that leans into the light or out of it. */
export function shadeFold(shade: Shade, { width, height, scale }: Sized, random: FineRandom): void {
  const isDown = random.chance(0.7);
  const [sharp, broad] = [random.between(0.4, 0.9) * scale, random.between(10, 30) * scale];
  const [core, side] = [random.between(0.06, 0.25), random.between(0.02, 0.1)];
  const place = random.between(0.1, 0.9) * (isDown ? width : height);
  const lean = random.between(-0.12, 0.12) * (isDown ? 1 : 0.4);
  const bright = random.chance(0.5) ? 1 : -1;
  let at = 0;
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++, at++) {
      const way = isDown ? x - place - lean * y : y - place - lean * x;
      const off = Math.abs(way);
      if (off >= broad) continue;
      const fall = 1 - off / broad;
      const leans = (way < 0 ? bright : -bright) * side * fall * fall;
      const line = off < 2 * sharp ? core * (1 - off / (2 * sharp)) : 0;
      shade[at] = (shade[at] ?? 0) * (1 + leans - line);
    }
  }
}
