import { philox } from './philox.js';

/**
 * The separate random streams of one seed. A stream's number is part of what makes results
 * repeatable: never renumber one.
 */
export const streams = {
  latent: 1,
  trainingLatent: 2,
  weights: 3,
  shuffling: 4,
  dropout: 5,
  layout: 6,
  augmentation: 7,
  nonDigits: 8,
  evaluation: 9,
  hand: 10,
  jitter: 11,
  number: 12,
  strings: 13,
  permutation: 14,
  strip: 15,
  look: 16,
  allographs: 17,
} as const;
export type Stream = keyof typeof streams;
/** The streams of latent vectors: what is drawn for people, trained on, and measured. */
export type LatentStream = 'latent' | 'trainingLatent' | 'evaluation';

const twoTo32 = 2 ** 32;

/**
 * A sequence of random numbers that depends on (seed, stream, index) alone: the same three give the
 * same sequence whatever was drawn before.
 */
export class RandomSequence {
  private readonly key: readonly [number, number];
  private readonly block = new Uint32Array(4);
  private blocks = 0;
  private left = 0;

  /** @param place seed: 0 to 2^32-1; index: which sequence of the stream, a whole number from 0. */
  constructor(
    seed: number,
    private readonly place: { stream: Stream; index: number },
  ) {
    this.key = [seed >>> 0, streams[place.stream]];
  }

  /** The next unsigned 32-bit integer. */
  nextUint32(): number {
    if (this.left === 0) {
      const { index } = this.place;
      philox(this.key, [this.blocks, index >>> 0, Math.floor(index / twoTo32), 0], this.block);
      this.blocks++;
      this.left = 4;
    }
    return this.block[4 - this.left--] ?? 0;
  }

  /** Uniform in [0, 1), 32 bits fine. */
  nextUniform(): number {
    return this.nextUint32() / twoTo32;
  }

  /** Uniform whole number in [0, limit), without modulo bias (Lemire's rejection by threshold). */
  nextBelow(limit: number): number {
    const overhang = twoTo32 % limit;
    for (;;) {
      const value = this.nextUint32();
      if (value >= overhang) return value % limit;
    }
  }

  /** Fills `out` with standard normal numbers (Box and Muller, 1958). */
  fillNormal(out: Float32Array): Float32Array {
    for (let i = 0; i < out.length; i += 2) {
      const radius = Math.sqrt(-2 * Math.log((this.nextUint32() + 1) / twoTo32));
      const angle = 2 * Math.PI * this.nextUniform();
      out[i] = radius * Math.cos(angle);
      if (i + 1 < out.length) out[i + 1] = radius * Math.sin(angle);
    }
    return out;
  }
}

/**
 * Random numbers by their places: each depends on (seed, stream, index, place) alone, whichever others are
 * asked for.
 */
export class RandomPlaces {
  private readonly key: readonly [number, number];

  /** As a sequence's. */
  constructor(
    seed: number,
    private readonly sequence: { stream: Stream; index: number },
  ) {
    this.key = [seed >>> 0, streams[sequence.stream]];
  }

  /** Four unsigned 32-bit integers. */
  block(place: number): Uint32Array {
    const { index } = this.sequence;
    const out = new Uint32Array(4);
    philox(this.key, [place, index >>> 0, Math.floor(index / twoTo32), 0], out);
    return out;
  }

  /** Uniform in [0, 1), 32 bits fine. */
  uniform(place: number): number {
    return (this.block(place)[0] ?? 0) / twoTo32;
  }
}

/**
 * Latent vectors, standard normal, shape [count, noiseDim] row by row. Vector i depends on
 * (seed, i) alone: ten digits are the first ten of a thousand.
 */
export function latentVectors(options: {
  seed: number;
  noiseDim: number;
  first: number;
  count: number;
  stream?: LatentStream;
}): Float32Array {
  const { seed, noiseDim, first, count, stream = 'latent' } = options;
  const all = new Float32Array(count * noiseDim);
  for (let i = 0; i < count; i++) {
    const row = all.subarray(i * noiseDim, (i + 1) * noiseDim);
    new RandomSequence(seed, { stream, index: first + i }).fillNormal(row);
  }
  return all;
}

/** The numbers 0 … count-1 in a random order (Fisher and Yates; Durstenfeld, 1964). */
export function shuffledIndices(sequence: RandomSequence, count: number): Int32Array {
  const indices = Int32Array.from({ length: count }, (_, i) => i);
  for (let i = count - 1; i > 0; i--) {
    const j = sequence.nextBelow(i + 1);
    const held = indices[i] ?? 0;
    indices[i] = indices[j] ?? 0;
    indices[j] = held;
  }
  return indices;
}
