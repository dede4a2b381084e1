/**
 * Many numbers fast, for noise and for what is of no consequence by itself: sfc32, a small chaotic
 * generator with a counter, in whole numbers of 32 bits. Its seed comes of a stream.
 *
 * C. Doty-Humphrey, PractRand, 2010.
 */
export class FineRandom {
  private a: number;
  private b: number;
  private c: number;
  private counter: number;

  /** @param seed four unsigned 32-bit integers */
  constructor(seed: Uint32Array) {
    const [a = 0, b = 0, c = 0, counter = 0] = seed;
    this.a = a | 0;
    this.b = b | 0;
    this.c = c | 0;
    this.counter = counter | 0;
  }

  /** The next unsigned 32-bit integer. */
  next(): number {
    const sum = (this.a + this.b + this.counter) | 0;
    this.counter = (this.counter + 1) | 0;
    this.a = this.b ^ (this.b >>> 9);
    this.b = (this.c + (this.c << 3)) | 0;
    this.c = (((this.c << 21) | (this.c >>> 11)) + sum) | 0;
    return sum >>> 0;
  }

  /** Uniform in [0, 1). */
  uniform(): number {
    return this.next() / 2 ** 32;
  }

  /** Uniform in [min, max). */
  between(min: number, max: number): number {
    return min + (max - min) * this.uniform();
  }

  /** Whether something happens that does so with this chance, 0 to 1. */
  chance(share: number): boolean {
    return this.uniform() < share;
  }
}
