import { createHash } from 'node:crypto';
import { inflateSync } from 'node:zlib';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { deflateRows } from '../../../src-main/dataset/deflate/deflate-rows.js';

/** Whether bytes are the same once they are packed and unpacked. */
const comesBack = (bytes: Uint8Array, stride: number, across: number) =>
  inflateSync(deflateRows({ bytes, stride, across })).equals(bytes);

/** Rows in which bytes come again, some of them often. */
const rows = fc
  .record({
    stride: fc.integer({ min: 1, max: 90 }),
    across: fc.constantFrom(1, 3),
    pieces: fc.array(
      fc.record({
        byte: fc.integer({ min: 0, max: 255 }),
        times: fc.integer({ min: 1, max: 700 }),
      }),
      { minLength: 1, maxLength: 60 },
    ),
    step: fc.integer({ min: 0, max: 3 }),
  })
  .map(({ pieces, step, ...shape }) => ({
    ...shape,
    bytes: Uint8Array.from(
      pieces.flatMap(({ byte, times }) =>
        Array.from({ length: times }, (_, at) => byte + step * (at % 5)),
      ),
    ),
  }));

describe('rows that are packed', () => {
  it('come back as they were', () => {
    fc.assert(
      fc.property(rows, ({ bytes, stride, across }) => {
        expect(comesBack(bytes, stride, across)).toBe(true);
      }),
      { numRuns: 60 },
    );
  });

  it('come back where few levels have usual codes, the same bytes whatever was packed before', () => {
    const packed = new Map<string, string>();
    const pack = (bytes: Uint8Array, stride: number, levels: number) => {
      const stream = deflateRows({ bytes, stride, across: 1, levels });
      expect(inflateSync(stream).equals(bytes)).toBe(true);
      const name = [bytes.length, stride, levels].join();
      const first = packed.get(name) ?? Buffer.from(stream).toString('hex');
      packed.set(name, first);
      expect(Buffer.from(stream).toString('hex')).toBe(first);
    };
    for (let turn = 0; turn < 2; turn++) {
      for (const stride of [1, 2, 7, 96, 97, 400, 33_000]) {
        for (const levels of [1, 2, 7, 32, 33, 256]) {
          const row = (at: number) => Math.max(0, ((at * at) % (levels + 5)) - 5);
          pack(
            Uint8Array.from({ length: 3 * stride + 5 }, (_, at) => row((at % stride) >> 2)),
            stride,
            levels,
          );
        }
      }
    }
  });

  it('come back where some bytes are so much rarer than others that their codes grow long', () => {
    const fibonacci = [1, 1];
    while (fibonacci.length < 22) fibonacci.push((fibonacci.at(-1) ?? 0) + (fibonacci.at(-2) ?? 0));
    const bytes = Uint8Array.from(
      fibonacci.flatMap((times, byte) => new Array<number>(times).fill(byte * 11)),
    );
    // Scattered, so that nothing is repeated.
    const scattered = bytes.map((_, at) => bytes[(at * 7_919) % bytes.length] ?? 0);
    expect(comesBack(scattered, 40_000, 1)).toBe(true);
  });

  it('come back where there is one, where none is like another, and beyond what can be repeated', () => {
    for (const length of [1, 2, 3, 258, 259, 70_000]) {
      const same = new Uint8Array(length).fill(255);
      expect(comesBack(same, 32_769, 1)).toBe(true);
      const noise = same.map((_, at) => (Math.imul(at + 1, 2_654_435_761) >>> 13) & 255);
      expect(comesBack(noise, 100, 3)).toBe(true);
      expect(deflateRows({ bytes: noise, stride: 100, across: 3 }).length).toBeLessThan(
        1.02 * length + 200,
      );
    }
  });

  it('are the same bytes in every version of the program', () => {
    const hash = createHash('sha256');
    for (const across of [1, 3]) {
      for (let width = 1; width <= 160; width += 7) {
        const stride = 1 + across * width;
        const bytes = new Uint8Array(32 * stride).map((_, at) => {
          const [x, y] = [at % stride, Math.floor(at / stride)];
          if (x === 0) return 0;
          const isInk = (x * x + 3 * y * y + width) % (40 + across) < 12;
          return isInk ? (x * y + (at % across)) % (y % 5 === 0 ? 200 : 3) : 255;
        });
        hash.update(deflateRows({ bytes, stride, across }));
      }
    }
    expect(hash.digest('hex')).toBe(
      'bd8e88f5a7a0be39862f099cc696e08b2017fe9b739ef40dbd6e71f1904bad57',
    );
  });

  it('take little room where rows are alike', () => {
    const row = Uint8Array.from({ length: 200 }, (_, at) => (at * at) % 251);
    const bytes = new Uint8Array(32 * 200).map((_, at) => row[at % 200] ?? 0);
    expect(deflateRows({ bytes, stride: 200, across: 1 }).length).toBeLessThan(420);
  });
});
