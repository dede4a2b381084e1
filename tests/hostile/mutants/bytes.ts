import type { Chance } from '../campaign.js';
import type { Mutated } from './json.js';

/** Any file, changed without knowing what it is. */
export function mutateBytes(chance: Chance, original: Buffer): Mutated {
  const bytes = Buffer.from(original);
  const at = chance.below(bytes.length + 1);
  switch (chance.below(8)) {
    case 0:
      return { bytes: bytes.subarray(0, at), what: `cut after ${at} bytes` };
    case 1:
      return { bytes: Buffer.alloc(0), what: 'emptied' };
    case 2: {
      const more = chance.bytes(chance.pick([1, 3, 4, 100, 5_000]));
      return { bytes: Buffer.concat([bytes, more]), what: `${more.length} bytes more` };
    }
    case 3:
      return { bytes: Buffer.concat([bytes, Buffer.alloc(3_000_000)]), what: '3 MB more' };
    case 4: {
      bytes.fill(
        chance.pick([0, 0xff, 0x20, 0x80]),
        at,
        Math.min(at + chance.pick([1, 8, 4096]), bytes.length),
      );
      return { bytes, what: `overwritten from byte ${at}` };
    }
    case 5: {
      const extra = chance.bytes(chance.pick([1, 16, 1000]));
      const parts = [bytes.subarray(0, at), extra, bytes.subarray(at)];
      return { bytes: Buffer.concat(parts), what: `${extra.length} bytes in between at ${at}` };
    }
    default: {
      const count = chance.pick([1, 1, 2, 8, 64]);
      for (let flip = 0; flip < count && bytes.length > 0; flip++) {
        const place = chance.below(bytes.length);
        bytes[place] = (bytes[place] ?? 0) ^ (1 << chance.below(8));
      }
      return { bytes, what: `${count} bits turned` };
    }
  }
}

const floats = [Number.NaN, Number.POSITIVE_INFINITY, 3e38, -3e38, 1e30, -1, 0, 1e-45];

/** Weights of equal number, one or all of another value. */
export function mutateWeights(chance: Chance, original: Buffer): Mutated {
  const bytes = Buffer.from(original);
  const value = chance.pick(floats);
  const places = bytes.length / 4;
  const all = chance.happens(0.3);
  const first = all ? 0 : chance.below(places);
  for (let place = first; place < (all ? places : first + 1); place++) {
    bytes.writeFloatLE(value, 4 * place);
  }
  return { bytes, what: `${all ? 'all weights' : `weight ${first}`} = ${value}` };
}
