/** A matrix as its rows, all of one length. */
export type Rows = readonly Float64Array[];

export function dot(a: Float64Array, b: Float64Array): number {
  let sum = 0;
  for (let i = 0; i < a.length; i++) sum += (a[i] ?? 0) * (b[i] ?? 0);
  return sum;
}

/** target += factor · source */
export function addScaled(target: Float64Array, factor: number, source: Float64Array): void {
  for (let i = 0; i < target.length; i++) {
    target[i] = (target[i] ?? 0) + factor * (source[i] ?? 0);
  }
}

/** The sum of the diagonal of a square matrix. */
export const trace = (matrix: Rows): number =>
  matrix.reduce((sum, row, i) => sum + (row[i] ?? 0), 0);
