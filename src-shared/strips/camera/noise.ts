import { FineRandom } from '../../random/fine-random.js';

/** Numbers of the table, a power of two. */
const size = 65_536;
const last = size - 1;
/** What they deviate by. */
const deviation = 64;

let table: Int16Array | undefined;

/** Normal numbers, about, each somewhat like its neighbours, as after a sensor's colours are put together. */
function noiseTable(): Int16Array {
  if (table) return table;
  const random = new FineRandom(Uint32Array.of(0x6a09e667, 0xbb67ae85, 0x3c6ef372, 1));
  for (let warm = 0; warm < 16; warm++) random.next();
  // Four uniform numbers added up have the bell's shape; their variance is a third.
  const white = Float64Array.from(
    { length: size },
    () => random.uniform() + random.uniform() + random.uniform() + random.uniform() - 2,
  );
  const [own, neighbour] = [0.88, 0.33];
  const times = deviation / Math.sqrt((own * own + 2 * neighbour * neighbour) / 3);
  table = Int16Array.from(white, (value, at) => {
    const beside = (white[(at - 1) & last] ?? 0) + (white[(at + 1) & last] ?? 0);
    return Math.round(times * (own * value + neighbour * beside));
  });
  return table;
}

/**
 * Adds noise. Each row takes another piece of the table, and something of the row above it.
 *
 * @param levels [height, width], changed in place
 * @param amount standard deviation, in units of the levels
 */
export function addNoise(
  levels: Int32Array,
  { width, height }: { width: number; height: number },
  { amount, random }: { amount: number; random: FineRandom },
): void {
  const numbers = noiseTable();
  const times = (amount * 1_024) / deviation;
  // Their squares add up to 1.
  const [own, before] = [Math.round(0.93 * times), Math.round(0.37 * times)];
  let above = random.next();
  let at = 0;
  for (let y = 0; y < height; y++) {
    const here = random.next();
    for (let x = 0; x < width; x++, at++) {
      const value =
        own * (numbers[(here + x) & last] ?? 0) + before * (numbers[(above + x) & last] ?? 0);
      levels[at] = (levels[at] ?? 0) + (value >> 10);
    }
    above = here;
  }
}
