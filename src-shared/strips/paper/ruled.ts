import type { FineRandom } from '../../random/fine-random.js';
import type { SampleLayout } from '../lay-out-sample.js';
import type { PrintPlane } from './print-plane.js';

/** Lines as of a writing pad: one under the digits, about, and its neighbours where the strip is high. */
export function printRuled(plane: PrintPlane, layout: SampleLayout, random: FineRandom): void {
  const { scale, slope, foot, height } = layout;
  const apart = random.between(24, 36) * scale;
  const thick = random.between(0.5, 1.1) * scale;
  const tilt = slope + random.between(-0.006, 0.006);
  const first = foot + random.between(-1, 2.5) * scale;
  const fall = Math.abs(tilt) * layout.width;
  for (let at = -1; first + at * apart - fall < height; at++) {
    const y = first + at * apart;
    plane.across((x) => y + tilt * x, { thick });
  }
  if (random.chance(0.12)) marginLine(plane, layout, random);
}

/** The line that parts a page's margin. */
function marginLine(plane: PrintPlane, { scale, slope }: SampleLayout, random: FineRandom): void {
  const x = random.between(0, 5) * scale;
  plane.down((y) => x - slope * y, { thick: random.between(0.5, 1) * scale });
}
