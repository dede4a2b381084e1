import { describe, expect, it } from 'vitest';
import { choleskyRoot } from '../../../../src-main/engine/quality/cholesky-root.js';
import { symmetricEigenvalues } from '../../../../src-main/engine/quality/symmetric-eigenvalues.js';
import { dot, type Rows, trace } from '../../../../src-main/engine/quality/vectors.js';
import { normalRows, rotated } from './normal-features.js';

const rows = (...values: number[][]): Rows => values.map((row) => Float64Array.from(row));
const sorted = (values: Float64Array): number[] => Array.from(values).sort((a, b) => a - b);

const expectClose = (found: readonly number[], expected: readonly number[], within: number) => {
  expect(found).toHaveLength(expected.length);
  for (const [i, value] of expected.entries()) {
    expect(Math.abs((found[i] ?? Number.NaN) - value), `value ${i}`).toBeLessThanOrEqual(within);
  }
};

describe('eigenvalues of a symmetric matrix', () => {
  it('are known for small ones', () => {
    expect(sorted(symmetricEigenvalues([]))).toEqual([]);
    expect(sorted(symmetricEigenvalues(rows([-3])))).toEqual([-3]);
    expectClose(sorted(symmetricEigenvalues(rows([2, 1], [1, 2]))), [1, 3], 1e-14);
    const three = rows([2, -1, 0], [-1, 2, -1], [0, -1, 2]);
    expectClose(sorted(symmetricEigenvalues(three)), [2 - Math.SQRT2, 2, 2 + Math.SQRT2], 1e-14);
  });

  it('are the diagonal of a diagonal one, zeros and repeated values included', () => {
    const values = [0, 5, 5, -1, 0, 1e-9];
    const diagonal = rows(...values.map((value, i) => values.map((_, j) => (i === j ? value : 0))));
    expectClose(
      sorted(symmetricEigenvalues(diagonal)),
      values.sort((a, b) => a - b),
      1e-15,
    );
  });

  it('are those a rotated matrix was made of, from 1e-12 to 1e3, half of them 0', () => {
    const size = 60;
    const values = Array.from({ length: size }, (_, i) =>
      i % 2 === 0 ? 0 : 10 ** (3 - (15 * i) / size),
    );
    const found = sorted(symmetricEigenvalues(rotated(values, 3)));
    expectClose(
      found,
      values.sort((a, b) => a - b),
      1e-10,
    );
  });

  it('have the sum and the sum of squares of the matrix, which is left as it was', () => {
    const matrix = rotated(
      Array.from({ length: 40 }, (_, i) => Math.cos(i)),
      5,
    );
    const before = matrix.map((row) => row.slice());
    const found = symmetricEigenvalues(matrix);
    expect(found.reduce((sum, value) => sum + value, 0)).toBeCloseTo(trace(matrix), 10);
    const squares = matrix.reduce((sum, row) => sum + dot(row, row), 0);
    expect(dot(found, found)).toBeCloseTo(squares, 10);
    expect(matrix).toEqual(before);
  });

  it('of what is no number are none, and it ends', () => {
    const found = symmetricEigenvalues(rows([1, Number.NaN], [Number.NaN, 1]));
    expect(found.some(Number.isNaN)).toBe(true);
  });
});

describe("Cholesky's root", () => {
  const product = (root: Rows, size: number): number[] =>
    Array.from({ length: size * size }, (_, place) => {
      const [i, j] = [Math.floor(place / size), place % size];
      return root.reduce((sum, row) => sum + (row[i] ?? 0) * (row[j] ?? 0), 0);
    });

  it('gives the matrix again, with as many rows as it has rank', () => {
    const spectrum = [9, 4, 4, 1, 0.01, 0, 0, 0];
    const matrix = rotated(spectrum, 7);
    const root = choleskyRoot(matrix);
    expect(root).toHaveLength(5);
    const flat = matrix.flatMap((row) => Array.from(row));
    expectClose(product(root, spectrum.length), flat, 1e-12);
  });

  it('of zeros is empty', () => {
    expect(choleskyRoot([new Float64Array(2), new Float64Array(2)])).toEqual([]);
  });

  it('of the products of fewer rows than features has as many rows as those', () => {
    const features = normalRows({ count: 6, size: 20, seed: 1 });
    const gram = Array.from({ length: 20 }, (_, i) =>
      Float64Array.from({ length: 20 }, (_, j) => {
        let sum = 0;
        for (let n = 0; n < 6; n++)
          sum += (features[n * 20 + i] ?? 0) * (features[n * 20 + j] ?? 0);
        return sum;
      }),
    );
    expect(choleskyRoot(gram)).toHaveLength(6);
  });
});
