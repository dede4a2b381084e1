import { beforeAll, describe, expect, it } from 'vitest';
import type { Bank } from '../../../src-main/bank/bank.js';
import { mnistBank, mnistSizes } from '../../../src-main/bank/mnist-bank.js';
import { loadMnist } from '../../../src-main/files/idx/mnist.js';
import { greyImage } from '../../../src-shared/digits/grey-image.js';
import { cover } from '../../../src-shared/strips/coverage.js';
import { flatOutline } from '../../../src-shared/strips/flat-outline.js';
import { traceOutline } from '../../../src-shared/strips/outline.js';

let bank: Bank;
beforeAll(async () => {
  bank = await mnistBank('t10k');
});

const spread = (values: readonly number[]) => {
  const mean = values.reduce((a, b) => a + b, 0) / values.length;
  return Math.sqrt(values.reduce((a, b) => a + (b - mean) ** 2, 0) / values.length);
};

describe("MNIST's bank", () => {
  it('is as large as is said before it is opened', () => {
    const { digits, hands } = mnistSizes['mnist-test'];
    expect([bank.size, bank.hands.length]).toEqual([digits, hands]);
  });

  it('has every digit in one hand, with the label that a person gave it', async () => {
    const { labels } = await loadMnist('t10k');
    const all = bank.hands.flatMap((hand) =>
      Array.from({ length: 10 }, (_, label) => bank.of(label, hand)).flat(),
    );
    expect(all.toSorted((a, b) => a - b)).toEqual(Array.from({ length: 10_000 }, (_, i) => i));
    for (const index of [0, 4_711, 9_999]) {
      const digit = bank.digit(index);
      expect([digit.index, digit.label]).toEqual([index, labels[index]]);
      expect(bank.of(digit.label, digit.hand)).toContain(index);
    }
    expect(() => bank.digit(10_000)).toThrow(/no digit 10000/);
  });

  it('groups digits that look alike into hands', () => {
    expect(bank.hands).toEqual(Array.from({ length: 81 }, (_, hand) => hand));
    for (const trait of ['slant', 'strokeWidth'] as const) {
      const of = (indices: readonly number[]) => indices.map((index) => bank.digit(index)[trait]);
      const ofThrees = [0, 10, 20, 30, 40, 50, 60, 70, 80].map((hand) => bank.of(3, hand));
      const within = ofThrees.map((indices) => spread(of(indices)));
      const mean = within.reduce((a, b) => a + b, 0) / within.length;
      expect(mean).toBeLessThan(0.35 * spread(of(ofThrees.flat())));
    }
  });

  it('says where the ink lies, and traces it', async () => {
    const { images } = await loadMnist('t10k');
    const { column, width, top, height, outline } = bank.digit(0);
    const pixels = images.subarray(0, 784);
    const inked = [...pixels.keys()].filter((at) => (pixels[at] ?? 0) >= 32);
    const columns = inked.map((at) => at % 28);
    const rows = inked.map((at) => Math.floor(at / 28));
    expect([column, column + width - 1]).toEqual([Math.min(...columns), Math.max(...columns)]);
    expect([top, top + height - 1]).toEqual([Math.min(...rows), Math.max(...rows)]);
    const ink = (shape: Parameters<typeof cover>[0]) =>
      cover(shape)?.parts.reduce((sum, part) => sum + part, 0) ?? 0;
    const exact = flatOutline(traceOutline(greyImage({ width: 28, height: 28, pixels })));
    expect(ink(outline) / ink(exact)).toBeCloseTo(1, 2);
  });

  it('is the same each time it is opened, and another than that of the training digits', async () => {
    const again = await mnistBank('t10k');
    expect(again.sha256).toBe(bank.sha256);
    expect(again.digit(77)).toEqual(bank.digit(77));
    expect(again.name).toBe('mnist-test');
  });
});
