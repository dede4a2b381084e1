import type { FineRandom } from '../../random/fine-random.js';
import type { SampleLayout } from '../lay-out-sample.js';
import type { PrintPlane } from './print-plane.js';

/** Squares, about half as high as a line of writing, or small ones as of graph paper. */
export function printSquared(plane: PrintPlane, layout: SampleLayout, random: FineRandom): void {
  const { scale, slope, width, height, foot } = layout;
  const side = (random.chance(0.8) ? random.between(11, 16) : random.between(6, 8)) * scale;
  const thick = random.between(0.4, 0.8) * scale;
  const tilt = slope + random.between(-0.005, 0.005);
  // Digits are written on a line more often than not.
  const down =
    foot + (random.chance(0.7) ? random.between(-1, 2) * scale : random.uniform() * side);
  const fall = Math.abs(tilt) * width;
  for (let y = (down % side) - side - fall; y < height + fall; y += side) {
    plane.across((x) => y + tilt * x, { thick });
  }
  const lean = Math.abs(tilt) * height;
  for (let x = random.uniform() * side - side; x < width + lean; x += side) {
    plane.down((y) => x - tilt * y, { thick });
  }
}
