import { describe, expect, it } from 'vitest';
import { philox } from '../../../src-shared/random/philox.js';
import {
  latentVectors,
  RandomSequence,
  shuffledIndices,
  streams,
} from '../../../src-shared/random/streams.js';

describe('Philox4x32-10', () => {
  // Known answers of the authors' reference implementation (Random123, kat_vectors).
  const known = [
    [
      [0, 0],
      [0, 0, 0, 0],
      [0x6627e8d5, 0xe169c58d, 0xbc57ac4c, 0x9b00dbd8],
    ],
    [
      [0xffffffff, 0xffffffff],
      [0xffffffff, 0xffffffff, 0xffffffff, 0xffffffff],
      [0x408f276d, 0x41c83b0e, 0xa20bc7c6, 0x6d5451fd],
    ],
    [
      [0xa4093822, 0x299f31d0],
      [0x243f6a88, 0x85a308d3, 0x13198a2e, 0x03707344],
      [0xd16cfe09, 0x94fdcceb, 0x5001e420, 0x24126ea1],
    ],
  ] as const;
  it('gives the known answers', () => {
    for (const [key, counter, answer] of known) {
      const out = new Uint32Array(4);
      philox(key, counter, out);
      expect([...out]).toEqual(answer);
    }
  });
});

describe('latent vectors', () => {
  const vectors = (first: number, count: number) =>
    latentVectors({ seed: 11, noiseDim: 7, first, count });

  it('number i depends on the seed and i alone', () => {
    const all = vectors(0, 1000);
    expect(vectors(0, 10)).toEqual(all.subarray(0, 70));
    expect(vectors(990, 10)).toEqual(all.subarray(990 * 7));
    expect(latentVectors({ seed: 12, noiseDim: 7, first: 0, count: 10 })).not.toEqual(
      vectors(0, 10),
    );
  });

  it('are standard normal', () => {
    const values = vectors(0, 20_000);
    const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
    const variance = values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / values.length;
    expect(Math.abs(mean)).toBeLessThan(0.01);
    expect(Math.abs(variance - 1)).toBeLessThan(0.02);
    expect(values.every(Number.isFinite)).toBe(true);
  });
});

describe('streams', () => {
  it('of one seed are separate', () => {
    const firsts = Object.keys(streams).map((stream) =>
      new RandomSequence(5, { stream: stream as keyof typeof streams, index: 0 }).nextUint32(),
    );
    expect(new Set(firsts).size).toBe(firsts.length);
  });
});

describe('shuffling', () => {
  it('is a permutation, another one for another index, the same one again', () => {
    const order = (index: number) =>
      shuffledIndices(new RandomSequence(3, { stream: 'shuffling', index }), 1000);
    expect([...order(0)].sort((a, b) => a - b)).toEqual(Array.from({ length: 1000 }, (_, i) => i));
    expect(order(0)).toEqual(order(0));
    expect(order(1)).not.toEqual(order(0));
  });

  it('has no favourite places', () => {
    const counts = new Array<number>(5).fill(0);
    for (let index = 0; index < 5000; index++) {
      const [first = 0] = shuffledIndices(new RandomSequence(1, { stream: 'shuffling', index }), 5);
      counts[first] = (counts[first] ?? 0) + 1;
    }
    for (const count of counts) expect(Math.abs(count - 1000)).toBeLessThan(150);
  });
});
