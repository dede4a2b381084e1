import { FineRandom } from '../../random/fine-random.js';

/** A side of a tile, in pixels: a power of two, so that a place beyond it is one within it. */
export const grainSide = 256;
const last = grainSide - 1;

/** What a grain's numbers deviate by, their mean being 0. */
export const grainDeviation = 32;

/**
 * A tile of uneven ground without a seam, [256, 256], -127 to 127: each strip takes another piece of it.
 * Made at the first use, of whole numbers, so that it is the same everywhere.
 *
 * @param octave its finest spots are about 2 to the power of it pixels broad, 0 to 4
 */
export function grain(octave: number): Int8Array {
  const place = Math.min(grains.length - 1, Math.max(0, Math.round(octave)));
  let tile = grains[place];
  if (!tile) {
    // Paper has structure at any size: fibres, and the cloud that they make.
    tile = scaled(spots(place), spots(place + 2));
    grains[place] = tile;
  }
  return tile;
}

const grains: (Int8Array | undefined)[] = new Array(5).fill(undefined);

/** White noise, smoothed by as many pixels. */
function spots(octave: number): Float64Array {
  const random = new FineRandom(Uint32Array.of(0x9e3779b9, octave, 0x243f6a88, 1));
  for (let warm = 0; warm < 16; warm++) random.next();
  let values: Float64Array = new Float64Array(grainSide * grainSide);
  for (let at = 0; at < values.length; at++) values[at] = random.uniform() - 0.5;
  const reach = (2 ** octave) >> 1;
  for (let pass = 0; pass < 2; pass++)
    values = turned(averaged(turned(averaged(values, reach)), reach));
  return values;
}

/** Each pixel the mean of those of its row that are no further off. */
function averaged(values: Float64Array, reach: number): Float64Array {
  const out = new Float64Array(values.length);
  for (let row = 0; row < values.length; row += grainSide) {
    let sum = 0;
    for (let x = -reach; x <= reach; x++) sum += values[row + (x & last)] ?? 0;
    for (let x = 0; x < grainSide; x++) {
      out[row + x] = sum / (2 * reach + 1);
      sum +=
        (values[row + ((x + reach + 1) & last)] ?? 0) - (values[row + ((x - reach) & last)] ?? 0);
    }
  }
  return out;
}

function turned(values: Float64Array): Float64Array {
  const out = new Float64Array(values.length);
  for (let at = 0; at < values.length; at++)
    out[(at & last) * grainSide + (at >> 8)] = values[at] ?? 0;
  return out;
}

function scaled(fine: Float64Array, coarse: Float64Array): Int8Array {
  const [fineTimes, coarseTimes] = [times(fine), times(coarse)];
  return Int8Array.from(fine, (value, at) => {
    const both = 0.75 * fineTimes * value + 0.66 * coarseTimes * (coarse[at] ?? 0);
    return Math.max(-127, Math.min(127, Math.round(both)));
  });
}

const times = (values: Float64Array): number =>
  grainDeviation / Math.sqrt(values.reduce((sum, value) => sum + value * value, 0) / values.length);
