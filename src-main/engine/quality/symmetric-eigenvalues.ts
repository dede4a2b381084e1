import { addScaled, dot, type Rows } from './vectors.js';

/** QL steps for one eigenvalue; two or three are usual. */
const mostSteps = 60;

/**
 * The eigenvalues of a symmetric matrix, in no order: Householder's reduction to a tridiagonal
 * matrix, then QL steps with implicit shifts (Golub and Van Loan, "Matrix Computations", chapter 8).
 * Each is right to the rounding of the largest.
 *
 * @param matrix [size, size]
 * @returns [size]
 */
export function symmetricEigenvalues(matrix: Rows): Float64Array {
  const { diagonal, beside } = tridiagonal(matrix);
  const negligible = Number.EPSILON * (largest(diagonal) + largest(beside));
  for (let first = 0; first < diagonal.length; first++) {
    for (let steps = 0; ; steps++) {
      let last = first;
      while (last < diagonal.length - 1 && Math.abs(beside[last] ?? 0) > negligible) last++;
      if (last === first) break;
      if (steps === mostSteps) throw new Error('The eigenvalues of a matrix did not converge.');
      qlStep(diagonal, beside, { first, last });
    }
  }
  return diagonal;
}

interface Tridiagonal {
  /** [size] */
  readonly diagonal: Float64Array;
  /** [size]: the elements at (i, i + 1) and (i + 1, i); the last is 0. */
  readonly beside: Float64Array;
}

/** Reflection by reflection, each takes a column of what is left to its first element. */
function tridiagonal(matrix: Rows): Tridiagonal {
  const size = matrix.length;
  const diagonal = new Float64Array(size);
  const beside = new Float64Array(size);
  const negligible = Number.EPSILON * matrix.reduce((most, row) => Math.max(most, largest(row)), 0);
  let block = matrix.map((row) => row.slice());
  for (let k = 0; k < size; k++) {
    const [head = new Float64Array(1), ...others] = block;
    diagonal[k] = head[0] ?? 0;
    block = others.map((row) => row.subarray(1));
    const normal = head.subarray(1);
    const length = Math.sqrt(dot(normal, normal));
    if (length <= negligible) continue;
    const first = normal[0] ?? 0;
    const image = first > 0 ? -length : length;
    beside[k] = image;
    normal[0] = first - image;
    reflect(block, normal);
  }
  return { diagonal, beside };
}

/** block ← HBH with the reflection H along a normal, which need not be of length 1. */
function reflect(block: Rows, normal: Float64Array): void {
  const scale = 2 / dot(normal, normal);
  const product = Float64Array.from(block, (row) => scale * dot(row, normal));
  addScaled(product, (-scale / 2) * dot(product, normal), normal);
  for (const [i, row] of block.entries()) {
    addScaled(row, -(normal[i] ?? 0), product);
    addScaled(row, -(product[i] ?? 0), normal);
  }
}

/**
 * One QL step with Wilkinson's shift on the rows first … last, by rotations that chase the element
 * outside of the three diagonals from the last row up.
 */
function qlStep(
  diagonal: Float64Array,
  beside: Float64Array,
  { first, last }: { first: number; last: number },
): void {
  const d = (i: number) => diagonal[i] ?? 0;
  const e = (i: number) => beside[i] ?? 0;
  const half = (d(first + 1) - d(first)) / (2 * e(first));
  const root = Math.hypot(half, 1);
  let rest = d(last) - d(first) + e(first) / (half + (half < 0 ? -root : root));
  let sine = 1;
  let cosine = 1;
  let change = 0;
  for (let i = last - 1; i >= first; i--) {
    const outside = sine * e(i);
    const along = cosine * e(i);
    const length = Math.hypot(outside, rest);
    beside[i + 1] = length;
    if (length === 0) {
      // The matrix falls into two here: the next step takes the upper one.
      diagonal[i + 1] = d(i + 1) - change;
      beside[last] = 0;
      return;
    }
    sine = outside / length;
    cosine = rest / length;
    const shifted = d(i + 1) - change;
    const turned = (d(i) - shifted) * sine + 2 * cosine * along;
    change = sine * turned;
    diagonal[i + 1] = shifted + change;
    rest = cosine * turned - along;
  }
  diagonal[first] = d(first) - change;
  beside[first] = rest;
  beside[last] = 0;
}

const largest = (values: Float64Array): number =>
  values.reduce((most, value) => Math.max(most, Math.abs(value)), 0);
