import type { FineRandom } from '../../random/fine-random.js';
import type { SampleLayout } from '../lay-out-sample.js';
import type { PrintPlane } from './print-plane.js';
import { wave } from './wave.js';

/** The ground of a cheque: families of fine waves that cross, on a tint. */
export function printGuilloche(plane: PrintPlane, layout: SampleLayout, random: FineRandom): void {
  if (random.chance(0.6)) plane.tint(random.between(0.05, 0.2));
  family(plane, layout, random);
  if (random.chance(0.75)) family(plane, layout, random);
}

/** Waves one below the other, each a little ahead of the one above it. */
function family(
  plane: PrintPlane,
  { scale, slope, width, height }: SampleLayout,
  random: FineRandom,
): void {
  const apart = random.between(3, 6) * scale;
  const reach = random.between(2, 7) * scale;
  const period = random.between(18, 70) * scale;
  const ahead = random.between(-0.12, 0.12);
  const swell = random.between(90, 260) * scale;
  const thick = random.between(0.5, 1) * scale;
  const strength = random.between(0.5, 1);
  const begin = random.uniform();
  const fall = Math.abs(slope) * width + reach;
  let turn = begin;
  for (let y = -fall; y < height + fall; y += apart) {
    const from = turn;
    const middle = (x: number) =>
      y + slope * x + reach * (0.6 + 0.4 * wave(begin + x / swell)) * wave(from + x / period);
    plane.across(middle, { thick, strength });
    turn += ahead;
  }
}
