import type { FineRandom } from '../../random/fine-random.js';
import type { SampleLayout } from '../lay-out-sample.js';
import type { PrintPlane } from './print-plane.js';

/** A form's comb: a line below all characters, and a tick between each two. */
export function printComb(plane: PrintPlane, layout: SampleLayout, random: FineRandom): void {
  const { scale, slope, cells, inkTop, inkBottom } = layout;
  const thick = random.between(0.5, 1.2) * scale;
  const line = inkBottom + random.between(0.5, 3) * scale;
  const tick = (inkBottom - inkTop) * random.between(0.2, 0.6);
  const [left = 0, right = 0] = [cells[0], cells.at(-1)];
  plane.across((x) => line + slope * x, { from: left - thick / 2, to: right + thick / 2, thick });
  for (const x of cells) {
    const to = line + slope * x;
    plane.down((y) => x - slope * (y - to), { from: to - tick, to, thick });
  }
}
