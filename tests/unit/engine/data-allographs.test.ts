import { describe, expect, it } from 'vitest';
import { findAllographs } from '../../../src-main/engine/training/data-allographs.js';
import { RandomSequence } from '../../../src-shared/random/streams.js';

/** Features of images around places, so many at each. */
function around(places: readonly { at: readonly number[]; count: number }[]): Float32Array {
  const sequence = new RandomSequence(4, { stream: 'latent', index: 0 });
  const rows = places.flatMap(({ at, count }) => Array.from({ length: count }, () => at));
  return Float32Array.from(rows.flat(), (value) => value + 0.1 * sequence.nextUniform());
}

const groups = (of: Uint8Array, sizes: readonly number[]): number[][] => {
  let first = 0;
  return sizes.map((size) => {
    first += size;
    return [...new Set(of.subarray(first - size, first))];
  });
};

describe('allographs', () => {
  it('are the groups of a label, the most frequent first, rare ones found as well', async () => {
    const [usual, other, rare] = [
      { at: [0, 0, 0], count: 300 },
      { at: [5, 0, 1], count: 90 },
      { at: [0, 7, 2], count: 10 },
    ] as const;
    const features = around([rare, usual, other]);
    const classes = new Uint8Array(400);
    const { of, counts } = await findAllographs(features, {
      classes,
      labelCount: 1,
      allographCount: 3,
    });
    expect(counts).toEqual([[300, 90, 10]]);
    expect(groups(of, [10, 300, 90])).toEqual([[2], [0], [1]]);
  });

  it('are told apart label by label, and for the same images the same', async () => {
    const features = around([
      { at: [0, 0], count: 20 },
      { at: [9, 9], count: 12 },
      { at: [9, 9], count: 30 },
      { at: [0, 5], count: 5 },
    ]);
    const classes = Uint8Array.from({ length: 67 }, (_, i) => (i < 32 ? 0 : 1));
    const size = { classes, labelCount: 2, allographCount: 2 };
    const found = await findAllographs(features, size);
    expect(found.counts).toEqual([
      [20, 12],
      [30, 5],
    ]);
    expect(groups(found.of, [20, 12, 30, 5])).toEqual([[0], [1], [0], [1]]);
    expect(await findAllographs(features, size)).toEqual(found);
  });

  it('that nobody writes have no images: fewer images than groups, and images all alike', async () => {
    const two = await findAllographs(new Float32Array([0, 0, 4, 4]), {
      classes: new Uint8Array(2),
      labelCount: 1,
      allographCount: 8,
    });
    expect(two.counts).toEqual([[1, 1, 0, 0, 0, 0, 0, 0]]);
    expect(new Set(two.of).size).toBe(2);
    const alike = await findAllographs(new Float32Array(12).fill(3), {
      classes: new Uint8Array(6),
      labelCount: 1,
      allographCount: 4,
    });
    expect(alike.counts).toEqual([[6, 0, 0, 0]]);
    expect([...alike.of]).toEqual([0, 0, 0, 0, 0, 0]);
  });
});
