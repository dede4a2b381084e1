import { describe, expect, it } from 'vitest';
import { classShares, entropyShare } from '../../../../src-main/engine/quality/class-balance.js';
import { legibleShare } from '../../../../src-main/engine/quality/legible-share.js';
import { topClasses } from '../../../../src-main/engine/quality/top-classes.js';

/** A row of probabilities with the rest of 1 spread over the other classes. */
const row = (digit: number, confidence: number): number[] =>
  Array.from({ length: 10 }, (_, i) => (i === digit ? confidence : (1 - confidence) / 9));

const probabilities = (...rows: number[][]) => Float32Array.from(rows.flat());

describe('what digits are taken for', () => {
  it('is the most probable class, with its probability', () => {
    const { classes, confidences } = topClasses(probabilities(row(9, 0.5), row(0, 0.99)));
    expect(Array.from(classes)).toEqual([9, 0]);
    expect(Array.from(confidences)).toEqual([0.5, Math.fround(0.99)]);
  });

  it('is the smaller of two alike', () => {
    const alike = Array.from({ length: 10 }, (_, i) => (i === 3 || i === 7 ? 0.5 : 0));
    expect(Array.from(topClasses(probabilities(alike)).classes)).toEqual([3]);
  });
});

describe('the legible share', () => {
  it('counts the digits from 0.95 on, that included', () => {
    const { confidences } = topClasses(
      probabilities(row(1, 0.95), row(2, 0.9499), row(3, 1), row(4, 0.2)),
    );
    expect(legibleShare(confidences)).toBe(0.5);
  });
});

describe('the balance of the classes', () => {
  it('shares out all digits', () => {
    const shares = classShares(Uint8Array.of(0, 0, 0, 9));
    expect(shares).toEqual([0.75, 0, 0, 0, 0, 0, 0, 0, 0, 0.25]);
  });

  it('has the entropy 1 when all are alike, 0 with one alone, ln 2 / ln 10 with two', () => {
    expect(entropyShare(new Array(10).fill(0.1))).toBeCloseTo(1, 12);
    expect(entropyShare(classShares(new Uint8Array(50).fill(4)))).toBe(0);
    expect(entropyShare(classShares(Uint8Array.of(1, 8)))).toBeCloseTo(Math.log10(2), 12);
  });
});
