import type { FineRandom } from '../../random/fine-random.js';
import type { SampleLayout } from '../lay-out-sample.js';
import { grain, grainSide } from './grain.js';

const last = grainSide - 1;

/**
 * Ink as a pen leaves it: less where it presses less and where paper is rough.
 *
 * @param ink [height, width], 0 to 255
 * @param missing part of it that is missing where there is least, 0 to 1
 */
export function pressInk(
  ink: Uint8Array,
  { width, scale }: Pick<SampleLayout, 'width' | 'scale'>,
  { missing, random }: { missing: number; random: FineRandom },
): Uint8Array {
  const octave = scale > 2.2 ? 2 : scale > 1.2 ? 1 : 0;
  const [rough, slow] = [grain(octave), grain(octave + 2)];
  const [from, other] = [random.next(), random.next()];
  const out = new Uint8Array(ink.length);
  // Of 256: what is missing where both grains are at their mean, and for each step below it.
  const mean = 100 * missing;
  const [roughTimes, slowTimes] = [1.6 * missing, 2.6 * missing];
  let at = 0;
  for (let y = 0; at < ink.length; y++) {
    const roughRow = ((y + (from >>> 8)) & last) * grainSide;
    const slowRow = ((y + (other >>> 8)) & last) * grainSide;
    for (let x = 0; x < width; x++, at++) {
      const level = ink[at] ?? 0;
      if (level === 0) continue;
      const less =
        mean +
        roughTimes * (rough[roughRow + ((x + from) & last)] ?? 0) +
        slowTimes * (slow[slowRow + ((x + other) & last)] ?? 0);
      out[at] = less <= 0 ? level : (level * (256 - Math.min(less, 256 * missing))) >> 8;
    }
  }
  return out;
}
