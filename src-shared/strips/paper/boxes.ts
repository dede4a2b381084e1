import type { FineRandom } from '../../random/fine-random.js';
import type { SampleLayout } from '../lay-out-sample.js';
import type { PrintPlane } from './print-plane.js';

/** A form's boxes, one for each character, side by side or apart. */
export function printBoxes(plane: PrintPlane, layout: SampleLayout, random: FineRandom): void {
  const { scale, slope, cells, inkTop, inkBottom } = layout;
  const thick = random.between(0.6, 1.5) * scale;
  const above = random.between(1.5, 4.5) * scale;
  const below = random.between(1.5, 4.5) * scale;
  const apart = random.chance(0.45) ? random.between(1.2, 3) * scale : 0;
  if (random.chance(0.25)) plane.tint(random.between(0.1, 0.35));
  const isTinted = plane.covered[0] !== 0;
  for (let at = 0; at + 1 < cells.length; at++) {
    const left = (cells[at] ?? 0) + apart / 2;
    const right = (cells[at + 1] ?? 0) - apart / 2;
    const middle = (left + right) / 2;
    // A box is square to the line of writing.
    const top = inkTop - above;
    const bottom = inkBottom + below;
    if (isTinted)
      clearBox(plane, { left, right, top: top + slope * middle, bottom: bottom + slope * middle });
    for (const y of [top, bottom]) {
      plane.across((x) => y + slope * x, { from: left - thick / 2, to: right + thick / 2, thick });
    }
    for (const x of [left, right]) {
      const [from, to] = [top + slope * x, bottom + slope * x];
      plane.down((y) => x - slope * (y - from), { from, to, thick });
    }
  }
}

/** A form that is tinted leaves its boxes white. */
function clearBox(
  { covered, width, height }: PrintPlane,
  { left, right, top, bottom }: { left: number; right: number; top: number; bottom: number },
): void {
  const [first, end] = [Math.max(0, Math.round(left)), Math.min(width, Math.round(right))];
  const last = Math.min(height, Math.round(bottom));
  for (let y = Math.max(0, Math.round(top)); y < last; y++) {
    covered.fill(0, y * width + first, y * width + end);
  }
}
