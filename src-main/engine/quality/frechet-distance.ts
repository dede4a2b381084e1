import { choleskyRoot } from './cholesky-root.js';
import type { Moments } from './feature-moments.js';
import { symmetricEigenvalues } from './symmetric-eigenvalues.js';
import { dot, type Rows, trace } from './vectors.js';

/**
 * The squared Fréchet distance between two normal distributions,
 * ‖μ₁ - μ₂‖² + tr(C₁ + C₂ - 2 (C₁C₂)^½): Heusel et al., 2017, "GANs Trained by a Two Time-Scale Update
 * Rule Converge to a Local Nash Equilibrium" (there between features of Inception).
 *
 * @returns from 0
 */
export function frechetDistance(a: Moments, b: Moments): number {
  const shift = a.mean.map((value, i) => value - (b.mean[i] ?? 0));
  const spread = trace(a.covariance) + trace(b.covariance);
  const shared = traceOfProductRoot(a.covariance, b.covariance);
  return Math.max(0, dot(shift, shift) + spread - 2 * shared);
}

/**
 * tr (C₁C₂)^½. With C₁ = RᵀR, the product has the eigenvalues of RC₂Rᵀ (and zeros), which is symmetric:
 * the root of a matrix that is not is never taken, and singular covariances are no exception.
 */
function traceOfProductRoot(first: Rows, second: Rows): number {
  const root = choleskyRoot(first);
  const images = root.map((row) => Float64Array.from(second, (other) => dot(other, row)));
  const product = root.map((row) => Float64Array.from(images, (image) => dot(row, image)));
  return symmetricEigenvalues(product).reduce(
    (sum, value) => sum + Math.sqrt(Math.max(0, value)),
    0,
  );
}
