import fc from 'fast-check';
import { expect, test } from 'vitest';
import { permute, unpermute } from '../../../src-shared/grammar/permute.js';

test('every index of every small count is met once', () => {
  for (let count = 1; count <= 300; count++) {
    const met = new Set<bigint>();
    for (let index = 0n; index < BigInt(count); index++) {
      met.add(permute(index, BigInt(count), count * 7));
    }
    const isWithin = [...met].every((place) => place >= 0n && place < BigInt(count));
    expect({ count, size: met.size, isWithin }).toEqual({ count, size: count, isWithin: true });
  }
});

/** Counts up to 10^100, of every length. */
const large = fc
  .integer({ min: 1, max: 332 })
  .chain((bits) => fc.bigInt({ min: 1n << BigInt(bits - 1), max: (1n << BigInt(bits)) - 1n }));

test('of large counts it stays within, and leads back', () => {
  fc.assert(
    fc.property(
      large.chain((count) =>
        fc.record({
          count: fc.constant(count),
          index: fc.bigInt({ min: 0n, max: count - 1n }),
          seed: fc.integer({ min: 0, max: 2 ** 32 - 1 }),
        }),
      ),
      ({ count, index, seed }) => {
        const place = permute(index, count, seed);
        expect(place >= 0n && place < count).toBe(true);
        expect(unpermute(place, count, seed)).toBe(index);
      },
    ),
    { numRuns: 300 },
  );
});

test('the same on every machine', () => {
  const found = [
    permute(0n, 10n, 0),
    permute(12_345n, 9_999_999n, 3),
    permute(7n, 10n ** 40n, 11),
    permute(7n, 10n ** 100n, 4_294_967_295),
  ];
  expect(found.map(String)).toMatchInlineSnapshot(`
    [
      "2",
      "4313061",
      "2120762668718699064455161147171423477404",
      "3387821078070360604180312750723666380773046004251213632860943681289277727825951047054626676939276838",
    ]
  `);
});

test('seeds have different orders, and neighbours lie anywhere', () => {
  const order = (seed: number) =>
    Array.from({ length: 12 }, (_, at) => permute(BigInt(at), 12n, seed));
  const orders = new Set(Array.from({ length: 200 }, (_, seed) => order(seed).join()));
  expect(orders.size).toBeGreaterThan(190);
  for (const count of [1_000_000n, 10n ** 30n]) {
    // The steps between neighbours of a random order are a third of the count on average.
    let steps = 0;
    for (let index = 0n; index < 500n; index++) {
      const step = permute(index, count, 5) - permute(index + 1n, count, 5);
      steps += Number(((step < 0n ? -step : step) * 1_000n) / count) / 1_000;
    }
    expect(steps / 500).toBeGreaterThan(0.28);
    expect(steps / 500).toBeLessThan(0.39);
  }
});

test('where an index comes to does not depend on what it is (chi-square, 9 degrees of freedom)', () => {
  for (const index of [0n, 1n, 9n]) {
    const seen = new Array<number>(10).fill(0);
    for (let seed = 0; seed < 2_000; seed++) {
      const place = Number(permute(index, 10n, seed));
      seen[place] = (seen[place] ?? 0) + 1;
    }
    const distance = seen.reduce((sum, times) => sum + (times - 200) ** 2 / 200, 0);
    expect(distance).toBeLessThan(27.9);
  }
});
