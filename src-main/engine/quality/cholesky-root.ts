import { addScaled, type Rows } from './vectors.js';

/**
 * R with RᵀR = C for a covariance C of any rank, by Cholesky's method with pivots from the diagonal
 * (Higham, 1990, "Analysis of the Cholesky decomposition of a semi-definite matrix"): it ends when
 * what is left of the diagonal is rounding.
 *
 * @param covariance [size, size], symmetric and positive semi-definite
 * @returns [rank, size]
 */
export function choleskyRoot(covariance: Rows): Rows {
  const rest = covariance.map((row) => row.slice());
  const size = rest.length;
  const negligible = size * Number.EPSILON * largestVariance(rest).variance;
  const root: Float64Array[] = [];
  while (root.length < size) {
    const { place, variance } = largestVariance(rest);
    if (!(variance > negligible)) break;
    const deviation = Math.sqrt(variance);
    const pivotRow = rest[place]?.map((value) => value / deviation) ?? new Float64Array(size);
    for (const [i, row] of rest.entries()) addScaled(row, -(pivotRow[i] ?? 0), pivotRow);
    root.push(pivotRow);
  }
  return root;
}

function largestVariance(matrix: Rows): { place: number; variance: number } {
  let found = { place: 0, variance: 0 };
  for (const [place, row] of matrix.entries()) {
    const variance = row[place] ?? 0;
    if (variance > found.variance) found = { place, variance };
  }
  return found;
}
