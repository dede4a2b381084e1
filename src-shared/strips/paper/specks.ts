import type { FineRandom } from '../../random/fine-random.js';
import type { SampleLayout } from '../lay-out-sample.js';
import type { PrintPlane } from './print-plane.js';

/** Spots of dust, most of them small. @param often in a length of 100 pixels of a digit */
export function drawSpecks(
  plane: PrintPlane,
  { scale, width, height }: SampleLayout,
  { often, random }: { often: number; random: FineRandom },
): void {
  const expected = (often * width) / (100 * scale);
  const count = Math.floor(expected + random.uniform());
  for (let at = 0; at < count; at++) {
    const [x, y] = [random.between(0, width), random.between(0, height)];
    const size = random.uniform();
    const high = (0.5 + 1.1 * size * size) * scale;
    const wide = high * random.between(0.6, 1.6);
    const strength = random.between(0.25, 0.9);
    plane.across(() => y, { from: x - wide / 2, to: x + wide / 2, thick: high, strength });
  }
}
