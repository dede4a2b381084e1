import type { FineRandom } from '../../random/fine-random.js';
import type { SampleLayout } from '../lay-out-sample.js';
import type { PrintPlane } from './print-plane.js';

/** One or two lines that do not belong to the number. */
export function drawStrayLines(plane: PrintPlane, layout: SampleLayout, random: FineRandom): void {
  const count = random.chance(0.25) ? 2 : 1;
  for (let at = 0; at < count; at++) {
    const kind = Math.floor(random.between(0, 4));
    (strays[kind] ?? rule)(plane, layout, random);
  }
}

/** Of a table: straight, across or down beside the number. */
function rule(plane: PrintPlane, layout: SampleLayout, random: FineRandom): void {
  const { scale, slope, width, height } = layout;
  const thick = random.between(0.6, 1.8) * scale;
  const strength = random.between(0.4, 0.9);
  if (random.chance(0.5)) {
    const y = random.chance(0.5)
      ? random.between(0, 3) * scale
      : height - random.between(0, 3) * scale;
    plane.across((x) => y + slope * (x - width / 2), { thick, strength });
    return;
  }
  const x = random.chance(0.5)
    ? random.between(0, 3) * scale
    : width - random.between(0, 3) * scale;
  plane.down((y) => x - slope * (y - height / 2), { thick, strength });
}

/** A stroke of the pen below the number, not quite straight. */
function underline(plane: PrintPlane, layout: SampleLayout, random: FineRandom): void {
  const { scale, slope, width, inkBottom, strokeWidth } = layout;
  const thick = strokeWidth * random.between(0.5, 0.9);
  const begin = inkBottom + random.between(0, 2.5) * scale;
  const tilt = slope + random.between(-0.02, 0.02);
  const bow = (random.between(-1.5, 1.5) * scale) / (width * width);
  const [from, to] = [width * random.between(0, 0.15), width * random.between(0.8, 1)];
  const middle = (x: number) => begin + tilt * x + 4 * bow * x * (width - x);
  plane.across(middle, { from, to, thick, strength: random.between(0.6, 1) });
}

/** The end of a stroke of what is written above or below. */
function tail(plane: PrintPlane, layout: SampleLayout, random: FineRandom): void {
  const { scale, width, height, strokeWidth } = layout;
  const deep = height * random.between(0.08, 0.28);
  const x = random.between(0, width);
  const [lean, bow] = [random.between(-0.8, 0.8), random.between(-3, 3) * scale];
  const isAbove = random.chance(0.5);
  const middle = (y: number) => {
    const way = isAbove ? y : height - y;
    return x + lean * way + (bow * way * way) / (deep * deep);
  };
  const [from, to] = isAbove ? [0, deep] : [height - deep, height];
  plane.down(middle, {
    from,
    to,
    thick: strokeWidth * random.between(0.7, 1),
    strength: random.between(0.6, 1),
  });
}

/** A hair or a scratch: thin, faint, bent. */
function scratch(plane: PrintPlane, layout: SampleLayout, random: FineRandom): void {
  const { scale, width, height } = layout;
  const [begin, end] = [random.between(0, height), random.between(0, height)];
  const bow = random.between(-0.4, 0.4) * height;
  const middle = (x: number) => {
    const part = x / width;
    return begin + (end - begin) * part + 4 * bow * part * (1 - part);
  };
  const from = width * random.between(0, 0.6);
  const to = from + width * random.between(0.2, 0.6);
  plane.across(middle, {
    from,
    to,
    thick: random.between(0.35, 0.7) * scale,
    strength: random.between(0.2, 0.5),
  });
}

const strays = [rule, underline, tail, scratch];
