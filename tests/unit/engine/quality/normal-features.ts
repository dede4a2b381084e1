import { addScaled, dot, type Rows } from '../../../../src-main/engine/quality/vectors.js';
import { RandomSequence } from '../../../../src-shared/random/streams.js';

/** Standard normal numbers, [count, size] row by row. */
export const normalRows = (options: { count: number; size: number; seed: number }): Float32Array =>
  new RandomSequence(options.seed, { stream: 'latent', index: 0 }).fillNormal(
    new Float32Array(options.count * options.size),
  );

/** A symmetric matrix with given eigenvalues: their diagonal, reflected in three random planes. */
export function rotated(eigenvalues: readonly number[], seed: number): Rows {
  const size = eigenvalues.length;
  let matrix = eigenvalues.map((value, i) => {
    const row = new Float64Array(size);
    row[i] = value;
    return row;
  });
  for (let i = 0; i < 3; i++) {
    const normal = Float64Array.from(normalRows({ count: 1, size, seed: seed + i }));
    const reflection = matrix.map((_, place) => {
      const row = new Float64Array(size);
      row[place] = 1;
      addScaled(row, (-2 * (normal[place] ?? 0)) / dot(normal, normal), normal);
      return row;
    });
    // HAHᵀ by rows: with A symmetric, (HA)ᵀ = AHᵀ.
    const left = reflection.map((h) => Float64Array.from(matrix, (row) => dot(h, row)));
    matrix = reflection.map((h) => Float64Array.from(left, (row) => dot(h, row)));
  }
  return matrix;
}
